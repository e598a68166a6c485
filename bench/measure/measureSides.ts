import { percentile } from './measurement.ts';
import { spreadOf, type Pairs } from './measurePairs.ts';
import { sumOf, type Disturbances, type Repetitions } from './repetitions.ts';
import { orders, type Side, type Sides } from './side.ts';

/** How much is measured. */
export interface SidesOptions {
  /** How often the sides are started anew: what Node.js makes of the same code differs from process to process. */
  readonly sets: number;
  /** Slices of each kind by which the sides warm up, side by side; fewer where they take more than 20 s. */
  readonly warming: number;
  /** Pairs of each kind in a set. */
  readonly pairs: number;
  /** Rounds of a pair; in each every side has two slices. */
  readonly rounds: number;
}

/** Milliseconds after which a kind of work, whose slices are long, has warmed up. */
const mostWarming = 20_000;

/** What a unit of work took each side in the middle of its slices. */
type Figures = Readonly<Record<Side, number>>;

/**
 * Measures a pair. In a round all sides have a slice, and another in the order turned round, as A B B A; what the machine does
 * for longer than that hits all alike, and what it does in a few slices is not in their middle.
 */
async function measurePair(sides: Sides, kind: string, first: number, rounds: number): Promise<Figures> {
  const slices: Readonly<Record<Side, number[]>> = { own: [], same: [], other: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = orders[(Math.floor(first / 2) + round) % orders.length] ?? [];
    for (const [half, turn] of [order, [...order].reverse()].entries()) {
      for (const side of turn) slices[side].push(await sides.slice(side, kind, first + 2 * round + half));
    }
  }
  const middle = (side: Side): number => percentile(slices[side], 0.5);
  return { own: middle('own'), same: middle('same'), other: middle('other') };
}

/**
 * Measures this build beside another and, in the same way and between the same slices, beside itself. `open` starts the sides in
 * an order, each in a process of its own.
 */
export async function measureSides<K extends string>(
  kinds: readonly K[],
  { sets, warming, pairs, rounds }: SidesOptions,
  repetitions: Repetitions,
  open: (order: readonly Side[]) => Promise<Sides>,
): Promise<Pairs<K>> {
  const figures = new Map<K, Figures[]>(kinds.map((kind) => [kind, []]));
  const disturbances: Disturbances[] = [];
  let number = 0;
  for (let set = 0; set < sets; set += 1) {
    const order = orders[set % orders.length] ?? [];
    const sides = await open(order);
    try {
      for (const [kind, found] of figures) {
        const until = performance.now() + mostWarming;
        for (let slice = 0; slice < warming && performance.now() < until; slice += 1, number += 1) {
          await Promise.all(order.map((side) => sides.slice(side, kind, number)));
        }
        const measured = await repetitions.measure(sides.pids, async () => {
          const all: Figures[] = [];
          while (all.length < pairs) {
            all.push(await measurePair(sides, kind, number, rounds));
            number += 2 * rounds;
          }
          return all;
        });
        found.push(...measured.result);
        disturbances.push(measured.disturbances);
      }
    } finally {
      await sides.stop();
    }
  }
  const spreads = (figure: (of: Figures) => number): Pairs<K>['own'] =>
    Object.fromEntries([...figures].map(([kind, found]) => [kind, spreadOf(found.map(figure))])) as Pairs<K>['own'];
  return {
    own: spreads(({ own }) => own),
    ratio: spreads(({ own, other }) => own / other),
    same: spreads(({ own, same }) => own / same),
    told: `${sets * pairs} pairs of the middles of ${2 * rounds} slices each, by processes that were started ${sets === 1 ? 'once' : `${sets} times`}`,
    ...sumOf(disturbances),
  };
}
