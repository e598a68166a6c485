import { seededRandom } from './seededFaults.ts';

/** Whether the run is that of the night (`npm run nightly`), which leaves nothing out. */
export const isNight = process.env['WHOLE_MATRIX'] !== undefined;

/** So many of the items, drawn by a seed, in their order; all of them at night. */
export function sampled<T>(items: readonly T[], most: number, seed = 1): readonly T[] {
  if (isNight) return items;
  const random = seededRandom(seed);
  const drawn = items.map((_, index) => ({ index, lot: random() })).sort((one, other) => one.lot - other.lot);
  const kept = new Set(drawn.slice(0, most).map(({ index }) => index));
  return items.filter((_, index) => kept.has(index));
}

/** How often a property is tried with other values: ten times as often at night, a quarter of it otherwise. */
export const sampledRuns = (usual: number): number => (isNight ? 10 * usual : Math.ceil(usual / 4));
