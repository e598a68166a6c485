/** What the benchmarks make of what they measure; the figures themselves are those of `npm run bench`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measurePairs } from '../../../bench/measure/measurePairs.ts';
import { measureSides } from '../../../bench/measure/measureSides.ts';
import { Repetitions } from '../../../bench/measure/repetitions.ts';
import type { Side, Sides } from '../../../bench/measure/side.ts';
import { pairedAims } from '../../../bench/pairs/pairsTable.ts';
import { keptParts } from '../../../bench/report/keptParts.ts';
import { performancePage } from '../../../bench/report/performancePage.ts';
import { forkProcess } from '../../../bench/subjects/forkProcess.ts';
import { memoryRowsPlugin } from '../../../bench/subjects/memoryRowsPlugin.ts';
import { storeSurely } from '../../../bench/workload/storeSurely.ts';
import { projectPaths } from '../../../local/projectPaths.ts';
import type { Partition, RowFailure } from '../../../shared/store/rows/rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'benchmarks-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the help of npm run bench names every part that runs without being named', () => {
  const [script, command] = ['bench/runBench.ts', 'local/bench.ts'].map((file) =>
    readFileSync(path.join(projectPaths.root, file), 'utf8'),
  );
  const usual = /only: \{ type: 'string', default: '([\w,]+)' \}/.exec(script ?? '')?.[1];
  expect(usual).toContain('scenarios');
  expect(command).toContain(`Parts: ${usual ?? ''};`);
});

/** Rounds during which others took these shares of the machine, one after the other, and nothing after them. */
function repetitions(milliseconds: number, foreign: readonly number[], stolen: readonly number[] = []): Repetitions {
  let round = -1;
  return new Repetitions(milliseconds, () => {
    round += 1;
    return () => ({ foreign: foreign[round] ?? 0, stolen: stolen[round] ?? 0 });
  });
}

test.each([
  ['nobody', [0.05], [0.05], 1, { repeated: 0, disturbed: 0 }],
  ['others once', [0.06], [], 2, { repeated: 1, disturbed: 0 }],
  ['the host of the machine twice', [], [0.06, 0.5], 3, { repeated: 2, disturbed: 0 }],
  ['others all the time', [0.5, 0.5, 0.5, 0.5, 0.5], [], 4, { repeated: 3, disturbed: 1 }],
])(
  'a round that is disturbed by %s is measured again, three times at most',
  async (_who, foreign, stolen, times, told) => {
    let measured = 0;
    const round = () => Promise.resolve((measured += 1));
    const { result, disturbances } = await repetitions(60_000, foreign, stolen).measure([], round);
    expect([result, disturbances]).toEqual([times, told]);
  },
);

test.each([
  ['no time', 0, 0],
  ['less time than a round takes', 10, 30],
])('a run that has %s for it measures nothing again, and says so', async (_what, left, takes) => {
  const round = () => new Promise((resolve) => setTimeout(resolve, takes));
  const { disturbances } = await repetitions(left, [1]).measure([], round);
  expect(disturbances).toEqual({ repeated: 0, disturbed: 1 });
});

/** Pairs of two builds that take so much by their turns: this one, the other, the other, this one. */
async function pairsOf(turns: readonly (readonly number[])[]) {
  const [left, builds]: [number[], string[]] = [turns.flat(), []];
  const pairs = await measurePairs(['GET'], turns.length, repetitions(0, []), (build) => {
    builds.push(build);
    return Promise.resolve({ GET: left.shift() ?? NaN });
  });
  return { pairs, builds };
}

test('two builds are measured by turns, A B B A, and this one beside itself', async () => {
  const { pairs, builds } = await pairsOf([
    [10, 20, 20, 10],
    [11, 20, 20, 10],
    [10, 40, 40, 11],
  ]);
  expect(builds.slice(0, 4)).toEqual(['own', 'other', 'other', 'own']);
  expect(pairs.ratio.GET).toEqual({ lower: 0.275, median: 0.5, upper: 0.5 });
  expect(pairs.same.GET).toEqual({ lower: 10 / 11, median: 1, upper: 1.1 });
});

test.each([
  ['more than the bound', 1.05, [11, 10, 10, 11], false],
  ['as much as the bound', 1.05, [10.5, 10, 10, 10.5], true],
  ['more, within what the build comes to beside itself', 1, [10.5, 10, 10, 10], true],
  ['more, within that where it is so wide that it says nothing', 1, [12, 10, 10, 9], false],
  ['less by all its quarters, where that is so wide', 1, [8, 10, 10, 9], true],
  ['less than a share by them, where that is so wide', 1.05, [10.4, 10, 10, 9], true],
  ['more, beyond that', 1, [11.1, 10, 10, 10.9], false],
  ['more than a share, within what the build comes to beside itself', 1.05, [10.8, 10, 10, 10.4], false],
])('a promise about pairs of which one takes %s', async (_what, most, turn, isReached) => {
  const { pairs } = await pairsOf([turn]);
  expect(pairedAims('GET', most, 'another', pairs)).toMatchObject([{ isReached }]);
  expect(pairedAims('GET', most, undefined, pairs)).toEqual([]);
});

/** Sides of which each takes so much for a unit, in turns that a machine makes dearer and dearer, and now and then by far. */
async function sidesOf(took: Readonly<Record<Side, number>>) {
  const [slices, started, stopped]: [string[], string[], number[]] = [[], [], []];
  const open = (order: readonly Side[]): Promise<Sides> => {
    started.push(order.join(' '));
    return Promise.resolve({
      pids: [],
      slice(side: Side, kind: string, number: number) {
        slices.push(`${side} ${kind} ${number}`);
        const drift = 1 + slices.length / 10_000;
        return Promise.resolve(took[side] * drift * (slices.length % 13 === 0 ? 20 : 1));
      },
      stop: () => Promise.resolve(void stopped.push(slices.length)),
    });
  };
  const options = { sets: 6, warming: 4, pairs: 3, rounds: 5 };
  const pairs = await measureSides(['GET', 'PATCH'], options, repetitions(0, []), open);
  return { pairs, slices, started, stopped };
}

test('sides are measured in short slices by turns, so that a machine that changes is of none of them', async () => {
  const { pairs, slices, started, stopped } = await sidesOf({ own: 11, same: 11, other: 10 });
  for (const kind of ['GET', 'PATCH'] as const) {
    expect(pairs.ratio[kind].median).toBeCloseTo(1.1, 2);
    expect(pairs.ratio[kind].upper - pairs.ratio[kind].lower).toBeLessThan(0.01);
    expect(pairs.same[kind].median).toBeCloseTo(1, 2);
    expect(pairs.same[kind].upper - pairs.same[kind].lower).toBeLessThan(0.01);
  }
  // In every order once, each stopped before the next.
  expect([new Set(started).size, stopped.length]).toEqual([6, 6]);
  // Each side has had the same work, and none of it twice.
  const workOf = (side: Side): readonly string[] =>
    slices.filter((slice) => slice.startsWith(side)).map((slice) => slice.slice(side.length));
  expect(new Set(workOf('own')).size).toBe(6 * 2 * (4 + 30));
  expect(workOf('same')).toEqual(workOf('own'));
  expect(workOf('other')).toEqual(workOf('own'));
  const turns = slices.slice(12, 18).map((slice) => slice.split(' ')[0]);
  expect(turns).toEqual([...turns].reverse());
  expect(new Set(turns).size).toBe(3);
});

test('the page counts what is promised apart from earlier aims, and what falls short comes first', async () => {
  const aim = (promised: string, isReached: boolean, isEarlier = false) => ({
    promised,
    measured: 'so much',
    isReached,
    ...(isEarlier && { isEarlier }),
  });
  const aims = [aim('one', true), aim('two', false), aim('three', false, true)];
  const page = await performancePage([{ name: 'pairs', text: '', aims, began: 'then', ended: 'now' }], 'Of a build');
  expect(page).toMatch(
    /1 of 2 promises were reached\.[^]*\| two .*falls short[^]*\| one [^]*earlier[^]*0 of 1[^]*\| three /,
  );
});

test('parts are kept for the page of the same build and options, the newest of each', () => {
  const file = path.join(folder, 'kept', 'parts.json');
  const part = (name: string, text: string) => ({ name, text, aims: [], began: 'then', ended: 'now' });
  const { keep, parts } = keptParts(file, 'one');
  for (const each of [part('pairs', 'old'), part('cost', 'whole'), part('pairs', 'new')]) keep(each);
  expect(parts()).toEqual([part('cost', 'whole'), part('pairs', 'new')]);
  expect(keptParts(file, 'another').parts()).toEqual([]);
});

test('a process that ends before it tells anything is told of with its first lines and its last', async () => {
  const file = path.join(folder, 'crash.cjs');
  const filler = 'for (let line = 0; line < 100; line += 1) console.log(line)';
  writeFileSync(file, `console.error('the cause'); ${filler}; console.log('the end'); process.exitCode = 7;`);
  const started = forkProcess(file, { env: {}, log: path.join(folder, 'crash.log') });
  await expect(started).rejects.toThrow(/ended with code 7 [^]*\nthe cause\n[^]*\n\(72 lines\)\n[^]*\nthe end$/);
});

test('rows in memory take the place of one file of the store', () => {
  expect(memoryRowsPlugin(projectPaths.root).name).toBe('memory-rows');
  expect(() => memoryRowsPlugin(folder)).toThrow();
});

test.each([
  ['an answer', [], true],
  ['tries without one', ['timeout', 'timeout', 'conflict'], true],
  ['a conflict at once', ['conflict'], false],
  ['five tries without one', ['timeout', 'timeout', 'timeout', 'timeout', 'timeout'], false],
] as const)('rows of a benchmark are stored behind %s, or are told of: %j', async (_what, failures, isStored) => {
  const left: RowFailure['kind'][] = [...failures];
  const partition: Pick<Partition, 'transact'> = {
    transact() {
      const kind = left.shift();
      return Promise.resolve(kind === undefined ? { ok: true, value: undefined } : { ok: false, failure: { kind } });
    },
  };
  const stored = storeSurely(partition, []).then(() => true, String);
  expect(await stored).toEqual(isStored || `Error: The rows were not stored: ${failures[0]}`);
});
