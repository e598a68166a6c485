import { effectiveSettings } from './settings/effectiveSettings.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { startServices } from './services/startServices.ts';
import { untilStopped } from './process/untilStopped.ts';

const help = {
  usage: 'npm run services',
  purpose: ['Storage and issuer only, for func start or a debugger in another window. Ctrl-C stops them.'],
};

/** `npm run services`: storage and issuer only, for `func start` or a debugger in another window. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const stopped = untilStopped();
  const settings = await effectiveSettings(process.env);
  const services = await startServices(settings, projectPaths.data, false);
  console.log(services.report.join('\n'));
  const replaced = Object.entries(services.settings).filter(([name, value]) => settings[name] !== value);
  if (replaced.length > 0) console.log('\nDefault ports were busy: start the app with these environment variables.');
  for (const [name, value] of replaced) console.log(`${name}='${value}'`);
  console.log('\nCtrl-C stops them.');
  await stopped;
  await services.stop();
  process.exit();
}
