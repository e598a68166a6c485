import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';

/** How many rows were written to a table, and by how many requests. */
export interface Written {
  rows: number;
  requests: number;
}

/**
 * Rows in memory that keep only what `keeps` says of a table: what a night writes is counted, and not held in the memory that is
 * measured. A write to any other table is judged as strictly, against an empty table.
 */
export function forgetfulRows(keeps: (table: string) => boolean): {
  readonly rows: Rows;
  readonly written: ReadonlyMap<string, Written>;
  readonly reset: () => void;
} {
  const kept = createMemoryRows();
  const written = new Map<string, Written>();
  return {
    written,
    reset: () => written.clear(),
    rows: {
      partition(scope, table) {
        const now = () => (keeps(table) ? kept : createMemoryRows()).partition(scope, table);
        const count = (rows: number): void => {
          const counted = written.get(table) ?? { rows: 0, requests: 0 };
          counted.rows += rows;
          counted.requests += 1;
          written.set(table, counted);
        };
        return {
          async get(rowKey) {
            count(0);
            return await now().get(rowKey);
          },
          async range(query) {
            count(0);
            return await now().range(query);
          },
          async transact(operations) {
            count(operations.length);
            return await now().transact(operations);
          },
        };
      },
      ping: async (signal) => await kept.ping(signal),
    },
  };
}
