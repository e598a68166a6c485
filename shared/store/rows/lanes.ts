import type { StorageScope } from '../contract/store.ts';
import type { Partition } from './rows.ts';

/**
 * A way to the same partition for each of a few readings side by side. From the first range on that is throttled, in any walk of the
 * same HTTP request, one is under way at a time, and nobody goes on before the one that was throttled has its answer.
 *
 * @param begin told before a range that had to wait is begun; throws when there is no time for the answer
 */
export function lanes(partition: Partition, { usage }: StorageScope, begin: () => void): () => Partition {
  let underWay = 0;
  let throttled: object | undefined;
  let waiting: (() => void)[] = [];
  const mustWait = (lane: object): boolean =>
    usage.throttled === true && (underWay > 0 || (throttled ?? lane) !== lane);
  return () => {
    const lane = {};
    return {
      ...partition,
      async range(query) {
        const hasWaited = mustWait(lane);
        while (mustWait(lane)) await new Promise<void>((goOn) => waiting.push(goOn));
        if (hasWaited) begin();
        underWay += 1;
        try {
          const outcome = await partition.range(query);
          if (outcome.ok || outcome.failure.kind !== 'throttled') {
            if (throttled === lane) throttled = undefined;
          } else {
            usage.throttled = true;
            throttled ??= lane;
          }
          return outcome;
        } finally {
          underWay -= 1;
          const all = waiting;
          waiting = [];
          for (const goOn of all) goOn();
        }
      },
    };
  };
}
