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

describe('lines of information', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('are gathered for 20 ms', () => {
    const { taken, state, write } = pipes();
    for (let count = 0; count < 10; count += 1) write(`${count}\n`, 'info');
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
    for (let count = 0; count < 63; count += 1) write(line, 'info');
    expect(state.writes).toBe(0);
    write(line, 'info');
    expect([state.writes, taken[1]!.length]).toEqual([1, 65_536]);
  });

  test.each(['warning', 'error'] as const)('go before one of level %s, which is written at once', (level) => {
    const { taken, write } = pipes();
    write('a request\n', 'info');
    write('something\n', level);
    expect(taken).toEqual({ 1: 'a request\n', 2: 'something\n' });
  });

  test('that a full pipe does not take are kept, in their order', () => {
    const { taken, state, write } = pipes();
    state.room = 7;
    for (let count = 0; count < 10; count += 1) write(`line ${count}\n`, 'info');
    jest.advanceTimersByTime(100);
    write('line 10\n', 'info');
    expect(taken[1]).toBe('line 0\n');
    state.room = Infinity;
    jest.advanceTimersByTime(20);
    expect(taken[1]).toBe(Array.from({ length: 11 }, (_, at) => `line ${at}\n`).join(''));
  });

  test('that a full pipe does not take are kept up to 1 MiB: then the process waits for its reader', () => {
    const { taken, state, write } = pipes();
    const line = `${'x'.repeat(65_535)}\n`;
    state.room = 0;
    for (let count = 0; count < 16; count += 1) write(line, 'info');
    const before = state.writes;
    const waited = jest.spyOn(Atomics, 'wait').mockImplementation(() => {
      state.room = 65_536;
      return 'timed-out';
    });
    write(line, 'info');
    expect(waited).toHaveBeenCalled();
    expect(state.writes).toBeGreaterThan(before);
    expect(taken[1]!.length).toBe(65_536);
    waited.mockRestore();
  });

  test.each([
    ['a line', 1],
    ['as much as is kept, and what was gathered since', 1025],
  ])('are waited for 5 s at most when the process ends, by a signal and the end behind it: %s', (_what, count) => {
    const { taken, state, write, end } = pipes();
    state.room = 0;
    for (let at = 0; at < count; at += 1) write(`${'x'.repeat(1022)}\n`, 'info');
    let waits = 0;
    const waited = jest.spyOn(Atomics, 'wait').mockImplementation(() => {
      waits += 1;
      if (waits > 2000) throw new Error('it waits for ever');
      return 'timed-out';
    });
    end();
    end();
    expect(waits * 5).toBe(5000);
    // Who comes along is waited for again.
    state.room = 1;
    end();
    waited.mockRestore();
    expect([taken[1], waits * 5]).toEqual(['x', 10_000]);
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
            write(long, 'info');
            if (count % 64 === 0) writeSync(2, count + '\\n');
          }
        },
        rejection() { void Promise.reject(new Error('a rejection')); setInterval(() => undefined, 1000); },
        signal() { setInterval(() => undefined, 1000); process.kill(process.pid, process.argv[3]); },
        listened() { ends.signal(); },
        blocked() {
          write('a warning\\n', 'warning');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        },
      };
      // Who has listened before ends the process when he is done.
      const leave = () => {
        write('later\\n', 'info');
        process.exit(7);
      };
      if (process.argv[2] === 'listened') process.once('SIGTERM', () => setTimeout(leave, 20));
      const { write, end } = gatherLines();
      whenProcessEnds(end);
      for (let count = 0; count < ${lines}; count += 1) write('line ' + count + '\\n', 'info');
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

  const run = (way: string, signal = 'SIGTERM'): ChildProcess =>
    spawn(process.execPath, [script, way, signal], { stdio: ['ignore', 'pipe', 'pipe'] });
  const expected = Array.from({ length: lines }, (_, at) => `line ${at}\n`).join('');

  test.each([
    ['itself', { code: 0, signal: null }],
    ['exit', { code: 3, signal: null }],
    ['crash', { code: 1, signal: null }],
    ['rejection', { code: 1, signal: null }],
    ['signal', { code: null, signal: 'SIGTERM' }],
    ['signal', { code: null, signal: 'SIGINT' }],
    ['signal', { code: null, signal: 'SIGHUP' }],
    ['listened', { code: 7, signal: null }],
  ])('by %s %j has written every line, to a reader who comes late too', async (way, end) => {
    const child = run(way, end.signal ?? undefined);
    const exited = once(child, 'exit');
    // More than a pipe holds stands in it before anybody reads.
    await once(child.stdout!, 'readable');
    const [written] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
    const [code, signal] = (await exited) as [number | null, string | null];
    expect({ code, signal }).toEqual(end);
    expect(written === (way === 'listened' ? `${expected}later\n` : expected)).toBe(true);
  });

  test('has written a warning at once, and all before it, though it never comes to its timers again', async () => {
    const child = run('blocked');
    const [lines, warnings] = [text(child.stdout!), text(child.stderr!)];
    await once(child.stderr!, 'data');
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    expect([(await lines) === expected, await warnings]).toEqual([true, 'a warning\n']);
  });

  test('goes on when its reader goes, and ends', async () => {
    const child = run('flood');
    const exited = once(child, 'exit');
    child.stderr!.resume();
    await once(child.stdout!, 'readable');
    child.stdout!.destroy();
    expect(await exited).toEqual([0, null]);
  });

  test('waits at a full pipe with no more than 1 MiB kept, and loses nothing', async () => {
    const child = run('flood');
    const closed = once(child, 'close');
    let told = 0;
    child.stderr!.on('data', (data: Buffer) => (told = Number(data.toString().trim().split('\n').at(-1))));
    // Of a pipe that blocks nothing could be kept, and the process could not be ended either.
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
