import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';

/** A process that is measured. */
export interface BenchProcess<M> {
  readonly child: ChildProcess;
  readonly pid: number;
  /** The first message it sent. */
  readonly message: M;
  /** Seconds of processor time it took so far, to a hundredth. */
  cpuSeconds(): number;
  /** Microseconds of processor time its threads took so far, for short pieces of work. */
  cpuMicroseconds(): number;
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

/** The first figure is what the thread ran, in nanoseconds; that of a thread that runs right now is as of its last switch. */
function cpuMicroseconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ran = threads.map((thread) => {
    const [nanoseconds = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds);
  });
  return ran.reduce((sum, each) => sum + each, 0) / 1000;
}

function residentMiB(pid: number): number {
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

/** Lines of what a process wrote that an error shows, of its beginning and its end, and how long each may be. */
const [firstLines, lastLines, longestLine] = [20, 10, 400] as const;

/** How a process ended that was to send a message, and what it wrote, where its error is. */
function whyItEnded(file: string, [code, signal]: readonly unknown[], written: string): string {
  const lines = written.trim().split('\n');
  const left = lines.length - firstLines - lastLines;
  const shown = left > 0 ? [...lines.slice(0, firstLines), `(${left} lines)`, ...lines.slice(-lastLines)] : lines;
  const end = typeof signal === 'string' ? `by ${signal}` : `with code ${String(code)}`;
  return [
    `${file} ended ${end} before it sent a message. It wrote:`,
    ...shown.map((line) => line.slice(0, longestLine)),
  ].join('\n');
}

/** Starts a built file in a process of its own and waits for its first message. */
export async function forkProcess<M>(file: string, options: ForkOptions): Promise<BenchProcess<M>> {
  const { args = [], env, log, execArgv = [] } = options;
  const output = openSync(log, 'w');
  const child = fork(file, args, { env, execArgv: [...execArgv], stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  const exited = once(child, 'exit');
  const first = await Promise.race([
    once(child, 'message').then(([message]) => ({ message: message as M })),
    exited.then((end) => ({ ended: end })),
  ]);
  const pid = child.pid ?? 0;
  if ('ended' in first) throw new Error(whyItEnded(file, first.ended as unknown[], readFileSync(log, 'utf8')));
  const { message } = first;
  let read = 0;
  return {
    child,
    pid,
    message,
    cpuSeconds: () => cpuSeconds(pid),
    cpuMicroseconds: () => cpuMicroseconds(pid),
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
