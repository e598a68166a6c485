import { decodeEntity } from '../keys/decodeRow.ts';
import type { IndexLayout } from '../keys/indexKey.ts';
import { mainRowKey, rowsOf } from '../keys/layout.ts';
import { inParallel } from '../../time/inParallel.ts';
import { isTransient } from '../rows/pauseBeforeRetry.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { Row, RowOperation } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { transactInTurn } from '../pace/transactInTurn.ts';
import type { ChangeSource } from './changeSource.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** Index rows that are held against their main rows at the same time. */
const parallelReads = 16;

/**
 * Holds rows of an index against the main rows of their keys, by key and version: a copy of another version is made anew, a
 * row that its entity, or no entity, has there is deleted. Tells how many were deleted. Each under the tag of its main row,
 * or under its own where there is none, so that what writers do meanwhile stays.
 */
export async function mergeIndexRows(
  { partition, scope, type }: ChangeSource,
  { name }: IndexLayout,
  rows: readonly Row[],
): Promise<number> {
  const deleted = await inParallel(rows, parallelReads, async ({ rowKey, etag, properties }) => {
    const { id, _version: version } = properties;
    if (typeof id !== 'string') return false;
    const { row } = await readWithRetries(scope, async () => await partition.get(mainRowKey(id)));
    const state = row && decodeEntity(type, row);
    // A main row that cannot be read is reported where main rows are walked.
    if (row !== undefined && state === undefined) return false;
    const operations: RowOperation[] = [];
    if (row === undefined || state === undefined) operations.push({ kind: 'delete', rowKey, etag });
    else {
      const { main, indexed } = rowsOf(type, state);
      const copy = indexed.find((each) => each.rowKey === rowKey);
      if (copy !== undefined && state.stored.version === version) return false;
      operations.push({ kind: 'replace', row: main, etag: row.etag });
      operations.push(copy === undefined ? { kind: 'delete', rowKey } : { kind: 'upsert', row: copy });
      scope.log('warning', `A row of the index ${name} of ${type.name} was another version's`, {
        row: loggedRow(rowKey),
      });
    }
    const outcome = await transactInTurn(partition, scope, operations);
    if (!outcome.ok && isTransient(outcome.failure)) throw storageError(outcome.failure);
    return outcome.ok && operations.at(-1)?.kind === 'delete';
  });
  return deleted.filter(Boolean).length;
}
