import { changeRowPrefix, changeRowStamp } from './layout.ts';
import { maxOperations } from './rows.ts';
import type { ChangeSource } from './changeSource.ts';

/**
 * Deletes tombstones stamped from `from` on and before `before` (milliseconds since the epoch), at most the 100 of one
 * transaction, and returns the time before which none is left. It looks at one page and fails silently: whoever follows
 * changes next goes on with it.
 */
export async function purgeTombstones({ partition }: ChangeSource, from: number, before: number): Promise<number> {
  const range = { from: changeRowPrefix(from), to: changeRowPrefix(before), select: ['id'] };
  const page = await partition.range({
    ...range,
    filter: { kind: 'compare', property: '_deleted', operator: 'eq', value: true },
    pageSize: maxOperations,
  });
  if (!page.ok) return from;
  const { rows, continuation } = page.value;
  if (rows.length > 0) {
    const outcome = await partition.transact(rows.map(({ rowKey }) => ({ kind: 'delete', rowKey })));
    if (!outcome.ok) return from;
  }
  if (continuation === undefined) return before;
  const last = rows.at(-1);
  if (last !== undefined) return changeRowStamp(last.rowKey);
  // Storage gave up its search among rows that are none: it is gone on with at the row it had come to.
  const probe = await partition.range({ ...range, pageSize: 1, continuation });
  const reached = probe.ok ? probe.value.rows[0] : undefined;
  return reached === undefined ? from : changeRowStamp(reached.rowKey);
}
