import { fork, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { HostMessage } from './hostProcess.ts';
import { withoutRequests } from './withoutRequests.ts';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;

/** A host in a process of its own. */
export interface ForkedHost {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  readonly functions: readonly string[];
  /** Fulfilled when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Stops it gracefully; it is ended by force when that takes over 15 seconds. */
  stop(): Promise<void>;
}

function firstMessage(child: ChildProcess): Promise<HostMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The functions host did not start in time.')), startTimeoutMs);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as HostMessage);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`The functions host ended while it started (${signal ?? code}).`));
    });
  });
}

/**
 * Starts the built host (see buildHost) in a process of its own, with exactly this environment.
 *
 * @param entry the built hostProcess file
 * @param port wished port; 0 for any
 * @param origins whose pages may call
 * @throws Error with the app's own message when it does not start
 */
export async function forkFunctionsHost(
  entry: string,
  packageDir: string,
  port: number,
  env: NodeJS.ProcessEnv,
  origins: readonly string[] = [],
): Promise<ForkedHost> {
  // The host shows requests on stderr where that is a terminal.
  const isWatched = process.stdout.isTTY && process.stderr.isTTY;
  const stdio = ['inherit', isWatched ? 'pipe' : 'inherit', 'inherit', 'ipc'] as const;
  const child = fork(entry, [packageDir, String(port), ...origins], { env, execArgv: [], stdio: [...stdio] });
  if (child.stdout !== null) {
    const lines = createInterface({ input: child.stdout });
    Readable.from(withoutRequests(lines)).pipe(process.stdout, { end: false });
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const message = await firstMessage(child);
    if ('failed' in message) throw new Error(message.failed);
    return {
      ...message,
      exited,
      async stop() {
        const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
        if (child.connected) child.disconnect();
        await exited;
        clearTimeout(force);
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
