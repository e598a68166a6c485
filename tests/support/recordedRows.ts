import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { RowOperation, Rows } from '../../shared/store/rows/rows.ts';
import { rowsWith } from './rowsWith.ts';

/** Rows in memory that remember what their transactions wrote, of one table or of all, but for what upkeep remembers of itself. */
export function recordedRows({
  now = Date.now,
  table: wanted,
}: { readonly now?: () => number; readonly table?: string } = {}): {
  readonly rows: Rows;
  /** The operations since it was asked last. */
  readonly take: () => RowOperation[];
} {
  const memory = createMemoryRows({ now });
  const written: RowOperation[] = [];
  return {
    rows: rowsWith(memory, (partition, _scope, table) => {
      if (table !== (wanted ?? table)) return {};
      return {
        async transact(operations) {
          const outcome = await partition.transact(operations);
          const own = operations.filter((one) => !('row' in one) || !one.row.rowKey.startsWith('m_'));
          if (outcome.ok) written.push(...own);
          return outcome;
        },
      };
    }),
    take: () => written.splice(0),
  };
}

/** How many rows were put and how many deleted. */
export function sizes(operations: readonly RowOperation[]): readonly [put: number, deleted: number] {
  const put = operations.filter((one) => 'row' in one).length;
  return [put, operations.length - put];
}
