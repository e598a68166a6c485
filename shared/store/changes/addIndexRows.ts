import { decodeEntity } from '../keys/decodeRow.ts';
import { indexLayouts } from '../keys/indexKey.ts';
import { rowsOf } from '../keys/layout.ts';
import { inParallel } from '../../time/inParallel.ts';
import { isTransient } from '../rows/pauseBeforeRetry.ts';
import type { Row, RowOperation } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { transactInTurn } from '../pace/transactInTurn.ts';
import type { ChangeSource } from './changeSource.ts';

/** Entities that get their rows at the same time. */
const parallelWrites = 16;

/**
 * Gives the entities of these main rows rows in all indexes, where the main row does not list them all; tells how many got
 * some. Each under the tag of its main row: where a writer is faster, it keeps all indexes itself.
 */
export async function addIndexRows({ partition, scope, type }: ChangeSource, mains: readonly Row[]): Promise<number> {
  const names = indexLayouts(type).map(({ name }) => name);
  const added = await inParallel(mains, parallelWrites, async (row) => {
    const state = decodeEntity(type, row);
    if (state === undefined || names.every((name) => state.indexes?.includes(name) === true)) return false;
    const { main, indexed } = rowsOf(type, state);
    const outcome = await transactInTurn(partition, scope, [
      { kind: 'replace', row: main, etag: row.etag },
      ...indexed.map((copy): RowOperation => ({ kind: 'upsert', row: copy })),
    ]);
    if (!outcome.ok && isTransient(outcome.failure)) throw storageError(outcome.failure);
    return outcome.ok;
  });
  return added.filter(Boolean).length;
}
