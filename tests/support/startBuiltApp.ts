import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostMessage } from '../../local/host/hostProcess.ts';
import { builtPaths, projectPaths } from '../../local/projectPaths.ts';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { hostEntry } from './hostEntry.ts';
import { sharedRun } from './sharedRun.ts';
import { unmeasured } from './unmeasured.ts';

/** The built package in the local functions host, in a process of its own with an environment of its own. */
export interface BuiltApp {
  readonly url: string;
  /** Everything it wrote so far, or since it had written so many bytes. */
  log(from?: number): string;
  /** Bytes it wrote so far. */
  logged(): number;
  /** Memory in use, in MiB, open file handles, and milliseconds of the processor so far; undefined when it has ended, and where the system does not tell: see unmeasured. */
  resources(): { readonly memory: number; readonly handles: number; readonly work: number } | undefined;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A build that apps are started from. */
export interface Build {
  /** Output folder; see builtPaths. */
  readonly dist: string;
  /** @param origins whose pages may call */
  start(environment: Environment, origins?: readonly string[]): Promise<BuiltApp>;
  remove(): void;
}

function build(folder: string): string {
  const dist = path.join(folder, 'dist');
  const args = [path.join(projectPaths.root, 'local', 'bootstrap.mjs'), 'build', '--dist', dist];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The app was not built: ${stderr}`);
  return dist;
}

function resourcesOf(pid: number | undefined): ReturnType<BuiltApp['resources']> {
  const folder = `/proc/${pid ?? 0}`;
  if (unmeasured !== undefined || !existsSync(folder)) return undefined;
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`${folder}/status`, 'utf8')) ?? [];
  // Ticks in user and in kernel mode, a hundred a second (proc(5)); the name in front may hold blanks.
  const times = readFileSync(`${folder}/stat`, 'utf8').split(') ').at(-1)?.split(' ').slice(11, 13) ?? [];
  return {
    memory: Number(kibibytes) / 1024,
    handles: readdirSync(`${folder}/fd`).length,
    work: times.reduce((sum, ticks) => sum + Number(ticks) * 10, 0),
  };
}

function readFrom(file: string, from: number): string {
  const bytes = Buffer.alloc(Math.max(0, statSync(file).size - from));
  const open = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(open, bytes, 0, bytes.length, from)).toString();
  } finally {
    closeSync(open);
  }
}

async function start(
  dist: string,
  log: string,
  environment: Environment,
  origins: readonly string[],
): Promise<BuiltApp> {
  const built = builtPaths(dist);
  const output = openSync(log, 'a');
  const child = fork(hostEntry(built.host), [built.package, '0', ...origins], {
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  closeSync(output);
  const read = (from = 0): string => readFrom(log, from);
  const exited = once(child, 'exit');
  const message = await new Promise<HostMessage>((resolve) => {
    child.once('message', (value) => resolve(value as HostMessage));
    child.once('exit', () => resolve({ failed: `the host ended: ${read()}` }));
  });
  if ('failed' in message) throw new Error(message.failed);
  return {
    url: message.url,
    log: read,
    logged: () => statSync(log).size,
    resources: () => resourcesOf(child.pid),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The build all test files of a run share, or one made for the caller. */
export function openBuild(): Build {
  const folder = mkdtempSync(path.join(tmpdir(), 'built-app-'));
  const shared = sharedRun();
  const dist = shared === undefined ? build(folder) : path.join(shared.folder, 'dist');
  let started = 0;
  return {
    dist,
    start: async (environment, origins = []) =>
      await start(dist, path.join(folder, `${++started}.log`), environment, origins),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
