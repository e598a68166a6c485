import { isNight } from './sampled.ts';
import { seededRandom } from './seededFaults.ts';

/**
 * Items of which each brings a kind that those before it have not, drawn by a seed, in their order: every kind is among them.
 * All of them at night.
 *
 * @param kindsOf what an item is of: a value for each way in which items differ
 */
export function sampledKinds<T>(items: readonly T[], kindsOf: (item: T) => readonly unknown[], seed = 1): readonly T[] {
  if (isNight) return items;
  const random = seededRandom(seed);
  const drawn = items.map((item) => ({ item, lot: random() })).sort((one, other) => one.lot - other.lot);
  const seen = new Set<string>();
  const kept = new Set<T>();
  for (const { item } of drawn) {
    const kinds = kindsOf(item).map((kind, at) => `${at} ${String(kind)}`);
    if (kinds.every((kind) => seen.has(kind))) continue;
    kept.add(item);
    for (const kind of kinds) seen.add(kind);
  }
  return items.filter((item) => kept.has(item));
}
