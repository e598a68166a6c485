import { percentile } from './measurement.ts';
import { sumOf, type Disturbances, type Repetitions } from './repetitions.ts';

/** A middle and the quarters around it. */
export interface Spread {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** What two builds came to side by side. */
export interface Pairs<K extends string> extends Disturbances {
  /** What this build took, per kind of figure. */
  readonly own: Readonly<Record<K, Spread>>;
  /** This build in parts of the other. */
  readonly ratio: Readonly<Record<K, Spread>>;
  /** This build in parts of itself, in the same turns: what lies inside of that is no difference. */
  readonly same: Readonly<Record<K, Spread>>;
  readonly turns: number;
}

const spreadOf = (values: readonly number[]): Spread => ({
  lower: percentile(values, 0.25),
  median: percentile(values, 0.5),
  upper: percentile(values, 0.75),
});

/**
 * Measures two builds by turns: this one, the other, the other, this one. `measure` gives what one run took.
 *
 * @param pids processes that are measured and go on: what they take is not foreign
 */
export async function measurePairs<K extends string>(
  kinds: readonly K[],
  turns: number,
  repetitions: Repetitions,
  measure: (build: 'own' | 'other') => Promise<Readonly<Record<K, number>>>,
  pids: readonly number[] = [],
): Promise<Pairs<K>> {
  const rounds: Readonly<Record<K, { readonly own: number; readonly ratio: number; readonly same: number }>>[] = [];
  const disturbances: Disturbances[] = [];
  while (rounds.length < turns) {
    const measured = await repetitions.measure(
      pids,
      async () => [await measure('own'), await measure('other'), await measure('other'), await measure('own')] as const,
    );
    disturbances.push(measured.disturbances);
    const [first, second, third, fourth] = measured.result;
    const figures = kinds.map((kind) => {
      const own = (first[kind] + fourth[kind]) / 2;
      return [
        kind,
        { own, ratio: (2 * own) / (second[kind] + third[kind]), same: first[kind] / fourth[kind] },
      ] as const;
    });
    rounds.push(Object.fromEntries(figures) as (typeof rounds)[number]);
  }
  const spreads = (figure: 'own' | 'ratio' | 'same') =>
    Object.fromEntries(kinds.map((kind) => [kind, spreadOf(rounds.map((each) => each[kind][figure]))])) as Record<
      K,
      Spread
    >;
  return { own: spreads('own'), ratio: spreads('ratio'), same: spreads('same'), turns, ...sumOf(disturbances) };
}
