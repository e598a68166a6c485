import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentToken } from '../../local/issuer/developmentToken.ts';
import { projectPaths } from '../../local/projectPaths.ts';
import type { StartedMessage } from '../../local/start.ts';
import type { StartedApp } from './startApp.ts';

export interface RunStartOptions {
  /** Settings over those of local.settings.json. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder for data and state; a temporary one, removed afterwards, if absent. */
  readonly dataDir?: string;
  /** Origins whose pages may call, separated by commas, in place of those of local.settings.json. */
  readonly cors?: string;
  /** Output folder of a build to run instead of the project's own, which is built first if it is stale. */
  readonly dist?: string;
}

/** `npm start`, in processes of its own on free ports. */
export interface RunningStart extends StartedApp {
  /** What it printed so far, the app's log included. */
  output(): string;
  /** Stops everything in order; with a signal as the terminal or `kill` would. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

async function firstMessage(child: ReturnType<typeof fork>, output: () => string): Promise<StartedMessage> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  try {
    const [message] = (await once(child, 'message', { signal: ended.signal })) as [StartedMessage];
    return message;
  } catch {
    throw new Error(`The app did not start: ${output()}`);
  }
}

/** Runs the command; resolves when the app answers. */
export async function runStart({ settings = {}, dataDir, dist, cors }: RunStartOptions = {}): Promise<RunningStart> {
  const data = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'app-')));
  const further = Object.entries({ dist, cors }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const args = ['start', '--any-port', '--data', data, ...further];
  const bootstrap = path.join(projectPaths.root, 'local', 'bootstrap.mjs');
  // Neither what npm set for the test run nor an address that was meant for another app.
  const environment = { ...process.env, PUBLIC_URL: undefined, npm_lifecycle_event: undefined, ...settings };
  const child = fork(bootstrap, args, { env: environment, silent: true, execArgv: [] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (printed += text.toString()));
  const exited = once(child, 'exit');
  const started = await firstMessage(child, () => printed);
  return {
    ...started,
    token: (options) => developmentToken(started.settings, data, options),
    output: () => printed,
    async stop(signal) {
      if (signal) child.kill(signal);
      else child.disconnect();
      await exited;
      if (dataDir === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}
