import type { EntityType } from '../../edm/entityType.ts';
import { type CurrentState, rowsOf } from '../keys/layout.ts';
import { isTransient } from '../rows/pauseBeforeRetry.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { NewRow, Partition, RowOperation } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import type { StorageScope } from '../contract/store.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/**
 * Adds the rows that an entity should have and has not, under the tag its main row was read with: an index was declared on
 * rows of before, or rows were lost. Else the guards of every write would miss them and take it for the work of another
 * writer, for ever. False when none is missing.
 */
export async function addMissingRows(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  state: CurrentState,
): Promise<boolean> {
  const { main, indexed, change } = rowsOf(type, state);
  const missing: NewRow[] = [];
  for (const row of [...indexed, change]) {
    const { row: found } = await readWithRetries(scope, async () => await partition.get(row.rowKey));
    if (found === undefined) missing.push(row);
  }
  if (missing.length === 0) return false;
  const rowKeys = missing.map(({ rowKey }) => rowKey);
  scope.log('warning', `An entity of ${type.name} lacks rows, which are added`, { rows: rowKeys.map(loggedRow) });
  const outcome = await partition.transact([
    { kind: 'replace', row: main, etag: state.etag },
    ...missing.map((row): RowOperation => ({ kind: 'upsert', row })),
  ]);
  // Refused is who is late: what is read next tells of the other writer.
  if (!outcome.ok && isTransient(outcome.failure)) throw storageError(outcome.failure);
  return true;
}
