import type { Meter } from './meter.ts';

/** Items that are sorted, or merged, without a pause, and units that comparing so many may cost. */
const [mostAtOnce, unitsAtOnce] = [1024, 131_072];

const itemsAtOnce = (units: number): number => Math.max(1, Math.min(mostAtOnce, Math.floor(unitsAtOnce / units)));

/** Merges two sorted lists, pausing in between; of equal items those of the first list come first. */
async function merge<T>(
  meter: Meter,
  left: readonly T[],
  right: readonly T[],
  compare: (left: T, right: T) => number,
  units: number,
): Promise<T[]> {
  const atOnce = itemsAtOnce(units);
  const merged: T[] = [];
  let [at, other] = [0, 0];
  while (at < left.length && other < right.length) {
    const [a, b] = [left[at] as T, right[other] as T];
    const isLeft = compare(a, b) <= 0;
    merged.push(isLeft ? a : b);
    if (isLeft) at += 1;
    else other += 1;
    if (merged.length % atOnce !== 0) continue;
    meter.charge(atOnce * units);
    await meter.pause();
  }
  for (const rest of [left.slice(at), right.slice(other)]) for (const item of rest) merged.push(item);
  return merged;
}

/**
 * Sorts any number of items, and lets others have their turn meanwhile. Equal items keep their order. `units` is what
 * comparing two of them costs.
 */
export async function sortInTurns<T>(
  meter: Meter,
  items: readonly T[],
  compare: (left: T, right: T) => number,
  units = 1,
): Promise<readonly T[]> {
  const atOnce = itemsAtOnce(units);
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    runs.push(items.slice(from, from + atOnce).sort(compare));
    meter.charge(atOnce * units * (1 + Math.log2(atOnce)));
    await meter.pause();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(meter, runs[at] ?? [], runs[at + 1] ?? [], compare, units));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
