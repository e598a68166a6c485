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
  /** How many there are, and of what. */
  readonly told: string;
}

/** The middle of some values, and their quarters. */
export const spreadOf = (values: readonly number[]): Spread => ({
  lower: percentile(values, 0.25),
  median: percentile(values, 0.5),
  upper: percentile(values, 0.75),
});

/**
 * Measures two builds by turns, each of two pairs: this one, the other, the other, this one. `measure` gives what one run took.
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
  type Figures = Readonly<Record<'own' | 'ratio' | 'same', readonly number[]>>;
  const rounds: Readonly<Record<K, Figures>>[] = [];
  const disturbances: Disturbances[] = [];
  while (rounds.length < turns) {
    const measured = await repetitions.measure(
      pids,
      async () => [await measure('own'), await measure('other'), await measure('other'), await measure('own')] as const,
    );
    disturbances.push(measured.disturbances);
    const [first, second, third, fourth] = measured.result;
    const figures = kinds.map((kind): readonly [K, Figures] => {
      const [own, other] = [
        [first[kind], fourth[kind]],
        [second[kind], third[kind]],
      ];
      const ratio = own.map((value, at) => value / (other[at] ?? NaN));
      return [kind, { own, ratio, same: [first[kind] / fourth[kind]] }];
    });
    rounds.push(Object.fromEntries(figures) as Record<K, Figures>);
  }
  const spreads = (figure: 'own' | 'ratio' | 'same') =>
    Object.fromEntries(kinds.map((kind) => [kind, spreadOf(rounds.flatMap((each) => each[kind][figure]))])) as Record<
      K,
      Spread
    >;
  return {
    own: spreads('own'),
    ratio: spreads('ratio'),
    same: spreads('same'),
    told: `${2 * turns} pairs in ${turns} ${turns === 1 ? 'turn' : 'turns'}`,
    ...sumOf(disturbances),
  };
}
