import { once } from 'node:events';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSync } from 'esbuild';
import { gatherLines } from '../../../functions/gatherLines.ts';
import { projectPaths } from '../../../local/projectPaths.ts';

/** Pipes that take what a test lets them: what was written to each, and how often. */
function pipes() {
  const taken: Record<number, string> = { 1: '', 2: '' };
  const state = { writes: 0, room: Infinity };
  const write = (descriptor: number, bytes: Uint8Array): number => {
    state.writes += 1;
    if (state.room <= 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
    const some = bytes.subarray(0, state.room);
    state.room -= some.length;
    taken[descriptor] = `${taken[descriptor]}${Buffer.from(some).toString()}`;
    return some.length;
  };
  return { taken, state, ...gatherLines(write) };
}

describe('lines about requests', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('are gathered for 20 ms', () => {
    const { taken, state, write } = pipes();
    for (let count = 0; count < 10; count += 1) write(`${count}\n`, 'request');
    jest.advanceTimersByTime(19);
    expect(state.writes).toBe(0);
    jest.advanceTimersByTime(1);
    expect([state.writes, taken[1]]).toEqual([1, '0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n']);
    jest.advanceTimersByTime(1000);
    expect(state.writes).toBe(1);
  });

  test('are gathered up to 64 kB', () => {
    const { taken, state, write } = pipes();
    const line = `${'x'.repeat(1023)}\n`;
    for (let count = 0; count < 63; count += 1) write(line, 'request');
    expect(state.writes).toBe(0);
    write(line, 'request');
    expect([state.writes, taken[1]!.length]).toEqual([1, 65_536]);
  });

  test.each(['info', 'warning', 'error'] as const)('go before one of level %s, which is written at once', (level) => {
    const { taken, write } = pipes();
    write('a request\n', 'request');
    write('something\n', level);
    expect(taken).toEqual(
      level === 'info' ? { 1: 'a request\nsomething\n', 2: '' } : { 1: 'a request\n', 2: 'something\n' },
    );
  });

  test('that a full pipe does not take are kept, in their order', () => {
    const { taken, state, write } = pipes();
    state.room = 7;
    for (let count = 0; count < 10; count += 1) write(`line ${count}\n`, 'request');
    jest.advanceTimersByTime(100);
    write('line 10\n', 'request');
    expect(taken[1]).toBe('line 0\n');
    state.room = Infinity;
    jest.advanceTimersByTime(20);
    expect(taken[1]).toBe(Array.from({ length: 11 }, (_, at) => `line ${at}\n`).join(''));
  });

  test('that a full pipe does not take are kept up to 1 MiB: then the process waits for its reader', () => {
    const { taken, state, write } = pipes();
    const line = `${'x'.repeat(65_535)}\n`;
    state.room = 0;
    for (let count = 0; count < 16; count += 1) write(line, 'request');
    const before = state.writes;
    const waited = jest.spyOn(Atomics, 'wait').mockImplementation(() => {
      state.room = 65_536;
      return 'timed-out';
    });
    write(line, 'request');
    expect(waited).toHaveBeenCalled();
    expect(state.writes).toBeGreaterThan(before);
    expect(taken[1]!.length).toBe(65_536);
    waited.mockRestore();
  });
});

describe('a process that ends', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gather-'));
  const script = path.join(folder, 'script.mjs');
  const lines = 20_000;
  /** Lines of a kilobyte, four times as many as are kept for a reader. */
  const flood = 4096;
  beforeAll(() => {
    const functions = path.join(projectPaths.root, 'functions');
    const contents = `
      import { writeSync } from 'node:fs';
      import { gatherLines } from ${JSON.stringify(path.join(functions, 'gatherLines.ts'))};
      import { whenProcessEnds } from ${JSON.stringify(path.join(functions, 'whenProcessEnds.ts'))};
      const ends = {
        crash() { throw new Error('a crash'); },
        exit() { process.exit(3); },
        itself() {},
        flood() {
          const long = 'x'.repeat(1023) + '\\n';
          for (let count = 1; count <= ${flood}; count += 1) {
            write(long, 'request');
            if (count % 64 === 0) writeSync(2, count + '\\n');
          }
        },
        SIGTERM() { setInterval(() => undefined, 1000); process.kill(process.pid, 'SIGTERM'); },
      };
      const { write, end } = gatherLines();
      whenProcessEnds(end);
      // What the worker of the platform writes by itself makes the pipe one that does not block.
      process.stdout.write('first\\n');
      for (let count = 0; count < ${lines}; count += 1) write('line ' + count + '\\n', 'request');
      ends[process.argv[2]]();
    `;
    const entry = path.join(folder, 'entry.ts');
    writeFileSync(entry, contents);
    buildSync({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
      logLevel: 'error',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (way: string): ChildProcess =>
    spawn(process.execPath, [script, way], { stdio: ['ignore', 'pipe', 'pipe'] });
  const expected = `first\n${Array.from({ length: lines }, (_, at) => `line ${at}\n`).join('')}`;

  test.each([
    ['itself', { code: 0, signal: null }],
    ['exit', { code: 3, signal: null }],
    ['crash', { code: 1, signal: null }],
    ['SIGTERM', { code: null, signal: 'SIGTERM' }],
  ])('by %s has written every line, to a reader who comes late too', async (way, end) => {
    const child = run(way);
    const exited = once(child, 'exit');
    // More than a pipe holds stands in it before anybody reads.
    await once(child.stdout!, 'readable');
    const [written] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
    const [code, signal] = (await exited) as [number | null, string | null];
    expect({ code, signal }).toEqual(end);
    expect(written === expected).toBe(true);
  });

  test('waits at a full pipe with no more than 1 MiB kept, and loses nothing', async () => {
    const child = run('flood');
    const closed = once(child, 'close');
    let told = 0;
    child.stderr!.on('data', (data: Buffer) => (told = Number(data.toString().trim().split('\n').at(-1))));
    while (told < 512) await once(child.stderr!, 'data');
    // Had it gone on, it would have told of more by now.
    await new Promise((resolve) => setTimeout(resolve, 200));
    // 1 MiB, and what the pipe itself holds.
    expect(told).toBeLessThan(flood / 2);
    const written = await text(child.stdout!);
    expect(written === `${expected}${`${'x'.repeat(1023)}\n`.repeat(flood)}`).toBe(true);
    await closed;
    expect(told).toBe(flood);
  });
});
