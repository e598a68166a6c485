import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** A process that is measured. */
export interface BenchProcess<M> {
  readonly child: ChildProcess;
  /** The first message it sent. */
  readonly message: M;
  /** Seconds of processor time it took so far. */
  cpuSeconds(): number;
  /** Resident memory in MiB. */
  residentMiB(): number;
  /** The lines it wrote since the last call. */
  newOutput(): string;
  stop(): Promise<void>;
}

export interface ForkOptions {
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File that takes what it writes. */
  readonly log: string;
  /** Options of Node.js itself. */
  readonly execArgv?: readonly string[];
}

/** Clock ticks per second in /proc (`getconf CLK_TCK`): 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function residentMiB(pid: number): number {
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

/** Starts a built file in a process of its own and waits for its first message. */
export async function forkProcess<M>(file: string, options: ForkOptions): Promise<BenchProcess<M>> {
  const { args = [], env, log, execArgv = [] } = options;
  const output = openSync(log, 'w');
  const child = fork(file, args, { env, execArgv: [...execArgv], stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  const exited = once(child, 'exit');
  const message = await Promise.race([
    once(child, 'message').then(([first]) => first as M),
    exited.then(() => undefined),
  ]);
  const pid = child.pid ?? 0;
  if (message === undefined) throw new Error(`${file} did not start: ${readFileSync(log, 'utf8')}`);
  let read = 0;
  return {
    child,
    message,
    cpuSeconds: () => cpuSeconds(pid),
    residentMiB: () => residentMiB(pid),
    newOutput() {
      const { size } = statSync(log);
      const bytes = Buffer.alloc(size - read);
      const file = openSync(log, 'r');
      readSync(file, bytes, 0, bytes.length, read);
      closeSync(file);
      // The last line may be only half written.
      const end = bytes.lastIndexOf('\n') + 1;
      read += end;
      return bytes.toString('utf8', 0, end);
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
