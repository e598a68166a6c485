import { getHeapSpaceStatistics } from 'node:v8';
import { garbageCollector } from './garbageCollector.ts';
import { youngSpace } from './youngSpace.ts';

/**
 * How much garbage the heap may hold before it is collected: so many bytes, or this part of what is in use where that is more,
 * because a collection takes the longer the more is in use.
 */
const growth = { bytes: 6 * 2 ** 20, share: 1 / 3 };

/** The spaces that nothing but a whole collection empties. */
const old: readonly string[] = ['old_space', 'large_object_space'];

const usedBytes = (): number =>
  getHeapSpaceStatistics().reduce(
    (sum, { space_name: name, space_used_size: used }) => sum + (old.includes(name) ? used : 0),
    0,
  );

let inUse: number | undefined;

/**
 * To be called now and then by work that goes through many rows: keeps the heap from growing with their garbage. Left alone,
 * V8 lets it grow to several times what is in use before it collects any of it, and gives none of that back to the machine.
 */
export function spareHeap(): void {
  youngSpace.limit();
  inUse ??= usedBytes();
  if (usedBytes() < inUse + Math.max(growth.bytes, inUse * growth.share)) return;
  garbageCollector()();
  inUse = usedBytes();
}
