import type { StorageScope } from '../contract/store.ts';
import { deleteInTurn } from '../pace/deleteInTurn.ts';
import { readRange } from '../rows/readRange.ts';
import type { Partition } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';

/** What every row key of a partition stands between. */
const everything = { from: '!', to: '\uffff' };

/** Time that is left for an answer and its deletions, in milliseconds. */
const timeForAnswer = 10_000;

/**
 * Deletes every row of a partition, of whatever kind, without a trace: of a tenant that nobody can read or follow any more.
 * As far as the time of the scope goes; what is left the next call finds again.
 */
export async function removeRows(
  partition: Partition,
  scope: StorageScope,
): Promise<{ readonly removed: number; readonly complete: boolean }> {
  let removed = 0;
  let continuation: string | undefined;
  do {
    if (scope.clock.now() > scope.deadline - timeForAnswer) return { removed, complete: false };
    const page = await readRange(partition, scope, {
      ...everything,
      select: ['id'],
      ...(continuation !== undefined && { continuation }),
    });
    for await (const { some, outcome } of deleteInTurn(partition, scope, page.rows)) {
      // Some of them are gone: another run, or a try before whose answer was lost, has deleted them.
      if (!outcome.ok && outcome.failure.kind === 'notFound') return { removed, complete: false };
      if (!outcome.ok) throw storageError(outcome.failure);
      removed += some.length;
    }
    ({ continuation } = page);
  } while (continuation !== undefined);
  return { removed, complete: true };
}
