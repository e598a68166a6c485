import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build/buildIfStale.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { exampleRequest } from './exampleRequest.ts';
import { dataOption } from './process/dataOption.ts';
import { helpAsked } from './process/helpAsked.ts';
import { localPort } from './process/localPort.ts';
import { projectPaths } from './projectPaths.ts';
import { embeddedParts } from './services/embeddedParts.ts';
import { startServices } from './services/startServices.ts';
import { stateFile } from './services/stateFile.ts';
import { untilStopped } from './process/untilStopped.ts';

const help = {
  usage: 'npm run func [-- OPTIONS]',
  purpose: [
    'Storage, issuer and Azure Functions Core Tools (func, which has to be on PATH) together.',
    'Options are those of func start.',
  ],
};

function findOnPath(program: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

/** `npm run func`: storage, issuer and Azure Functions Core Tools together. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const func = findOnPath('func');
  if (func === undefined)
    throw new Error(
      'Azure Functions Core Tools (func) is not on PATH: see https://aka.ms/azfunc-install. npm start needs no func.',
    );
  const stopped = untilStopped();
  await buildIfStale();
  const settings = await effectiveSettings(process.env);
  const port = localPort(settings);
  const services = await startServices(settings, projectPaths.data, false);
  const url = `http://127.0.0.1:${port}`;
  const env = { PUBLIC_URL: url, ...process.env, ...services.settings };
  const options = { cwd: projectPaths.root, env, stdio: 'inherit', shell: func.endsWith('.cmd') } as const;
  const child = spawn(func, ['start', '--port', String(port), ...args], options);
  const exited = once(child, 'exit');
  await stateFile(projectPaths.data).record({ app: url });
  console.log(services.report.join('\n'));
  const effective = { ...settings, ...services.settings };
  if (embeddedParts(effective).issuer)
    console.log(
      `\nOnce func listens:\n\n${exampleRequest(url, `npm run --silent token${dataOption(projectPaths.data)}`).curl}\n`,
    );

  await Promise.race([stopped, exited]);
  child.kill('SIGINT');
  await exited;
  await services.stop();
  await stateFile(projectPaths.data).forget();
  process.exit();
}
