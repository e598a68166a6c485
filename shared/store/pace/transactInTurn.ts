import type { StorageScope } from '../contract/store.ts';
import { inTurn, type Turn } from './inTurn.ts';
import { isTransient, pauseBeforeRetry } from '../rows/pauseBeforeRetry.ts';
import type { Outcome, Partition, RowOperation } from '../rows/rows.ts';

/**
 * Carries out a transaction of upkeep, when callers leave room for it, and repeats it after transport failures; for what may be
 * done twice. What was done by a try whose answer was lost is refused by the next one. `TooManyRows` where it can be divided and
 * storage takes fewer at once.
 */
export async function transactInTurn(
  partition: Partition,
  scope: StorageScope,
  operations: readonly RowOperation[],
  canDivide = false,
): Promise<Outcome<undefined>> {
  const work = async (turn: Turn): Promise<Outcome<undefined>> => {
    for (let retry = 1; ; retry += 1) {
      const outcome = await partition.transact(operations);
      if (outcome.ok || !isTransient(outcome.failure) || scope.signal.aborted) return outcome;
      turn.leave();
      await pauseBeforeRetry(scope, outcome.failure, retry, partition);
      await turn.again(operations.length);
    }
  };
  return await inTurn(partition, operations.length, work, canDivide);
}
