import type { Rows } from '../../shared/store/rows/rows.ts';

/** How often storage was asked, by operation. */
export interface RequestCounts {
  get: number;
  range: number;
  transact: number;
}

/** The same rows, and a count of the requests made to them since the last reset. */
export function countingRows(rows: Rows): {
  readonly rows: Rows;
  readonly counts: RequestCounts;
  /** The one set whose requests are counted; those of all unless it is set. */
  readonly only: { set: string | undefined };
  readonly reset: () => void;
} {
  const counts: RequestCounts = { get: 0, range: 0, transact: 0 };
  const only: { set: string | undefined } = { set: undefined };
  return {
    counts,
    only,
    reset: () => void Object.assign(counts, { get: 0, range: 0, transact: 0 }),
    rows: {
      partition(scope, table) {
        const partition = rows.partition(scope, table);
        if (only.set !== undefined && only.set !== table) return partition;
        return {
          async get(rowKey) {
            counts.get += 1;
            return await partition.get(rowKey);
          },
          async range(query) {
            counts.range += 1;
            return await partition.range(query);
          },
          async transact(operations) {
            counts.transact += 1;
            return await partition.transact(operations);
          },
        };
      },
      ping: async (signal) => await rows.ping(signal),
    },
  };
}
