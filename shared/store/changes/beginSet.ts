import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowStamp, mainPrefix } from '../keys/layout.ts';
import { isTransient, pauseBeforeRetry } from '../rows/pauseBeforeRetry.ts';
import { readWithRetries } from '../rows/readWithRetries.ts';
import type { RowOperation } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';
import { storageError } from '../rows/storageError.ts';
import type { ChangeSource } from './changeSource.ts';

/** Since when a set exists, in milliseconds since the epoch: a row in front of all change rows, which no range of them holds. */
export const birthRowKey = changePrefix;

/**
 * Remembers since when the set of a tenant exists: a link to changes from before is one of another storage, whose follower may
 * have rows that this one never had. Of a set that has rows already its oldest change row tells. One request where it is
 * known, and two more where it is written.
 */
export async function beginSet({ partition, scope }: Pick<ChangeSource, 'partition' | 'scope'>): Promise<void> {
  for (let retry = 1; ; retry += 1) {
    const { row, answered } = await readWithRetries(scope, async () => await partition.get(birthRowKey));
    if (row !== undefined) return;
    const range = { from: changePrefix, to: keyRange(mainPrefix).to, pageSize: 1, select: ['id'] };
    let since = answered;
    for await (const { rows } of scanRows(partition, scope, range)) {
      const [oldest] = rows;
      if (oldest === undefined) continue;
      if (!oldest.rowKey.startsWith(changePrefix)) return;
      since = changeRowStamp(oldest.rowKey);
      break;
    }
    const birth: RowOperation = {
      kind: 'insert',
      row: { rowKey: birthRowKey, properties: { since: BigInt(since) } },
    };
    const outcome = await partition.transact([birth]);
    // Another writer was faster, or this one was and did not hear of it.
    if (outcome.ok || outcome.failure.kind === 'conflict') return;
    if (!isTransient(outcome.failure)) throw storageError(outcome.failure);
    await pauseBeforeRetry(scope, outcome.failure, retry);
  }
}
