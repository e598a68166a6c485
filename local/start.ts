import { parseArgs } from 'node:util';
import { buildIfStale } from './build/buildIfStale.ts';
import { corsOrigins } from './settings/corsOrigins.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { exampleRequest } from './exampleRequest.ts';
import { dataOption } from './process/dataOption.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { runApp, type RunningApp } from './process/runApp.ts';
import { embeddedParts } from './services/embeddedParts.ts';
import { untilStopped } from './process/untilStopped.ts';

const help = {
  usage: 'npm start [-- --data FOLDER] [--any-port] [--cors ORIGINS]',
  purpose: [
    'Builds the app if it changed and runs it with embedded storage and a development issuer, until it is told to stop.',
    'PORT names its port; a busy one is replaced by a free one. Ctrl-C stops everything and loses nothing.',
  ],
  options: {
    data: {
      value: 'FOLDER',
      says: 'where data are kept and running parts are recorded; .local, or what LOCAL_DATA names',
    },
    'any-port': { value: '', says: 'free ports from the start, instead of 7071, 7072 and 10002' },
    cors: { value: 'ORIGINS', says: 'pages elsewhere that may call, separated by commas' },
    dist: { value: 'FOLDER', says: 'the output of a build that is run as it is; nothing is built' },
  },
};

/** What a process that forked this command is told once everything runs. */
export interface StartedMessage {
  readonly url: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
}

function introduce({ url, settings, report }: RunningApp, dataDir: string): void {
  if (embeddedParts(settings).issuer) {
    const data = dataOption(dataDir);
    const { curl, powerShell } = exampleRequest(url, `npm run --silent token${data}`);
    console.log(`Try it in another terminal (npm run sample${data} fills all reports with made-up rows):\n\n${curl}`);
    console.log(`\nThe same in PowerShell:\n\n${powerShell}\n`);
  }
  console.log(report.join('\n'));
  console.log('Ctrl-C stops everything.');
}

/**
 * `npm start [-- --data FOLDER --any-port --cors ORIGINS]`: builds the app if it changed and runs it with embedded storage and issuer
 * until it is told to stop.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: projectPaths.data },
      'any-port': { type: 'boolean', default: false },
      dist: { type: 'string' },
      cors: { type: 'string' },
    },
  });
  const stopped = untilStopped();
  if (values.dist === undefined) await buildIfStale();
  const settings = await effectiveSettings(process.env);
  const dist = values.dist ?? projectPaths.dist;
  const origins = await corsOrigins(values.cors);
  const app = await runApp({ settings, dataDir: values.data, dist, origins, anyPort: values['any-port'] });
  introduce(app, values.data);
  process.send?.({ url: app.url, settings: app.settings } satisfies StartedMessage);

  const ended = await Promise.race([stopped.then(() => 'told'), app.exited.then(() => 'exited')]);
  if (ended === 'exited') process.exitCode = 1;
  console.log(ended === 'exited' ? 'The app ended by itself; stopping.' : 'Stopping ...');
  await app.stop();
  process.exit();
}
