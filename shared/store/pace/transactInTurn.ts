import type { StorageScope } from '../contract/store.ts';
import { inTurn } from './inTurn.ts';
import { isTransient, pauseBeforeRetry } from '../rows/pauseBeforeRetry.ts';
import type { Outcome, Partition, RowOperation } from '../rows/rows.ts';

/**
 * Carries out a transaction of upkeep, when callers leave room for it, and repeats it after transport failures; for what may be
 * done twice. What was done by a try whose answer was lost is refused by the next one.
 */
export async function transactInTurn(
  partition: Partition,
  scope: StorageScope,
  operations: readonly RowOperation[],
): Promise<Outcome<undefined>> {
  return await inTurn(partition, operations.length, async (turn) => {
    for (let retry = 1; ; retry += 1) {
      const outcome = await partition.transact(operations);
      if (outcome.ok || !isTransient(outcome.failure) || scope.signal.aborted) return outcome;
      turn.leave();
      await pauseBeforeRetry(scope, outcome.failure, retry, partition);
      await turn.again(operations.length);
    }
  });
}
