import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects garbage at once: all there is, or the young objects alone, which takes a millisecond or two. */
export type CollectGarbage = (what?: { readonly type: 'minor' }) => void;

let collect: CollectGarbage | undefined;

/**
 * The function by which garbage is collected. V8 has it behind a flag alone; this one may be set in a process that runs, and
 * changes nothing else.
 */
export function garbageCollector(): CollectGarbage {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as CollectGarbage;
  }
  return collect;
}
