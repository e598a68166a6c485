import type { RowOperation, Partition } from '../../shared/store/rows/rows.ts';

/** Failures behind which the same is tried again, and how often: Azurite on a busy machine takes longer than a try may. */
const passing: ReadonlySet<string> = new Set(['timeout', 'throttled', 'unavailable']);
const mostTries = 5;

/**
 * Stores rows that nobody else writes in one transaction, however often that takes: a conflict behind a try that ended without an
 * answer says that they are there.
 *
 * @throws Error when they are not stored
 */
export async function storeSurely(
  partition: Pick<Partition, 'transact'>,
  operations: readonly RowOperation[],
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await partition.transact(operations);
    if (outcome.ok || (tries > 1 && outcome.failure.kind === 'conflict')) return;
    if (!passing.has(outcome.failure.kind) || tries === mostTries)
      throw new Error(`The rows were not stored: ${outcome.failure.kind}`, { cause: outcome.failure });
  }
}
