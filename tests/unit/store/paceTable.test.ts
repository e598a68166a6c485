/** The pace of whole transactions over storage whose capacity is steady, changes once, stops, or changes again and again. */
import type { MemoryCapacity } from '../../../shared/store/rows/memoryCapacity.ts';
import { sampledKinds } from '../../support/sampledKinds.ts';
import { secondsFor } from '../../support/secondsFor.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { type Writing, writeTransactions } from '../../support/writeTransactions.ts';

// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

type Capacity = MemoryCapacity['rows'];

/** One number of rows after the other, each for so many milliseconds, again and again. */
const byTurns =
  (milliseconds: number, ...rows: readonly number[]): Capacity =>
  (time) =>
    rows[Math.floor(time / milliseconds) % rows.length]!;
/** Rows a second up to each time in milliseconds, and from the last on. */
const steps =
  (first: number, ...later: readonly (readonly [from: number, rows: number])[]): Capacity =>
  (time) =>
    later.findLast(([from]) => time >= from)?.[1] ?? first;
/** Half or double at most every quarter of a second, between 500 and 16,000. */
function wandering(seed: number): Capacity {
  const random = seededRandom(seed);
  const all = [2000];
  return (time) => {
    const at = Math.floor(time / 250);
    while (all.length <= at) all.push(Math.min(16_000, Math.max(500, all.at(-1)! * 2 ** (random() - 0.5))));
    return all[at]!;
  };
}

const capacities: Readonly<Record<string, Capacity>> = {
  '500': () => 500,
  '2,000': () => 2000,
  '16,000': () => 16_000,
  '500, then 2,000': steps(500, [2000, 2000]),
  '2,000, then 500': steps(2000, [1000, 500]),
  '2,000, then 500, then 4,000': steps(2000, [1000, 500], [3000, 4000]),
  '500, then 16,000': steps(500, [3000, 16_000]),
  '2,000, and none for two seconds': steps(2000, [1000, 0], [3000, 2000]),
  '500, and none for two seconds': steps(500, [1000, 0], [3000, 500]),
  '16,000, and none for two seconds': steps(16_000, [200, 0], [2200, 16_000]),
  ...Object.fromEntries(
    [250, 500, 1000, 2000, 5000].flatMap((time) => [
      [`500 and 2,000 by turns of ${time} ms`, byTurns(time, 500, 2000)],
      [`2,000 and 500 by turns of ${time} ms`, byTurns(time, 2000, 500)],
      [`500 and 16,000 by turns of ${time} ms`, byTurns(time, 500, 16_000)],
    ]),
  ),
  'ever another number': wandering(2),
};
/** Bulks, how long they may take in times of what the rows take, and how often a transaction may be sent: what the worst of all kinds came to. */
const writings: Readonly<Record<string, Writing & { readonly most: number; readonly tries: number }>> = {
  'one bulk': { most: 1.3, tries: 4.8 },
  'three bulks of each of four senders': { senders: 4, bulks: 3, transactions: 20, most: 1.3, tries: 3.7 },
  'two bulks of each of two instances': { instances: 2, bulks: 2, most: 1.5, tries: 5.3 },
};
const kinds = Object.keys(capacities).flatMap((name) =>
  [0.25, 1].flatMap((burst) =>
    [undefined, 1, 2].flatMap((retryAfter) => Object.keys(writings).map((what) => ({ name, burst, retryAfter, what }))),
  ),
);
/** What is not known at first costs a second at most. */
const more = 1;

test.each(sampledKinds(kinds, (one) => [one.name, one.burst, one.retryAfter, one.what]))(
  'nothing is lost, and what is taken is used: $name rows/s, $burst s saved up, Retry-After $retryAfter, $what',
  async ({ name, burst, retryAfter, what }) => {
    const rows = capacities[name]!;
    const { most, tries, ...writing } = writings[what]!;
    const capacity = { rows, burst, ...(retryAfter !== undefined && { retryAfter }) };
    const written = await writeTransactions(capacity, writing);
    expect(written.lost).toBe(0);
    expect(written.seconds).toBeLessThanOrEqual(most * secondsFor(written.rows, rows) + more);
    expect(written.tries).toBeLessThanOrEqual(tries);
  },
);

// What storage asks for is not waited for by each transaction: another of as many rows is the same to it.
test('a partition that takes nothing is asked seldom, the longer it lasts', async () => {
  const { sends, lost } = await writeTransactions({ rows: () => 0, burst: 0, retryAfter: 2 }, { transactions: 40 });
  expect(lost).toBe(40);
  const between = (from: number, to: number): number => sends.filter((time) => time >= from && time < to).length;
  expect(between(1000, 5000)).toBeLessThanOrEqual(60);
  expect(between(10_000, 25_000)).toBeLessThanOrEqual(30);
});
