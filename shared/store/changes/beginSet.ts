import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, mainPrefix } from '../keys/layout.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { RowOperation } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';
import { storageError } from '../rows/storageError.ts';
import type { ChangeSource } from './changeSource.ts';

/** Since when a set exists, in milliseconds since the epoch: a row in front of all change rows, which no range of them holds. */
export const birthRowKey = changePrefix;

/**
 * Remembers since when the set of a tenant exists, where it has no row yet: a link to changes from before is one of another
 * storage, whose follower may have rows that this one never had. A set that has rows and does not remember was there before
 * sets did. Two requests, and one to write.
 */
export async function beginSet({ partition, scope }: Pick<ChangeSource, 'partition' | 'scope'>): Promise<void> {
  const { row, answered } = await readWithRetries(scope, async () => await partition.get(birthRowKey));
  if (row !== undefined) return;
  const range = { from: changePrefix, to: keyRange(mainPrefix).to, pageSize: 1, select: ['id'] };
  for await (const { rows } of scanRows(partition, scope, range)) if (rows.length > 0) return;
  const birth: RowOperation = {
    kind: 'insert',
    row: { rowKey: birthRowKey, properties: { since: BigInt(answered) } },
  };
  const outcome = await partition.transact([birth]);
  // Another writer was faster, or this one was and did not hear of it.
  if (!outcome.ok && outcome.failure.kind !== 'conflict') throw storageError(outcome.failure);
}
