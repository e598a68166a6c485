import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { rowsWith } from './rowsWith.ts';

/** The same rows; told of each range that is begun, with the scope it is begun for. */
export function watchedRows(rows: Rows, onRange: (scope: StorageScope) => void): Rows {
  return rowsWith(rows, (partition, scope) => ({
    async range(query) {
      onRange(scope);
      return await partition.range(query);
    },
  }));
}
