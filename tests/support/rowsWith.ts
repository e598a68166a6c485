import type { StorageScope } from '../../shared/store/contract/store.ts';
import type { Partition, Rows } from '../../shared/store/rows/rows.ts';

/** The same rows, of whose partitions some operations are others. */
export function rowsWith(
  rows: Rows,
  change: (partition: Partition, scope: StorageScope, table: string) => Partial<Partition>,
): Rows {
  return {
    partition(scope, table) {
      const partition = rows.partition(scope, table);
      return { ...partition, ...change(partition, scope, table) };
    },
    ping: async (signal) => await rows.ping(signal),
  };
}
