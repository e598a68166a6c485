import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** The same rows; told of each range that is begun, with the scope it is begun for. */
export function watchedRows(rows: Rows, onRange: (scope: StorageScope) => void): Rows {
  return {
    partition(scope, table) {
      const partition = rows.partition(scope, table);
      return {
        ...partition,
        async range(query) {
          onRange(scope);
          return await partition.range(query);
        },
      };
    },
    ping: async (signal) => await rows.ping(signal),
  };
}
