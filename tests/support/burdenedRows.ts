import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** What a request has used up already when storage has answered it with rows of a range for the first time. */
export type Burden = (scope: StorageScope) => void;

/** Rows in memory that lay a burden on each request, once: what would take a large request happens to a small one. */
export function burdenedRows(): Rows & { burden: Burden } {
  const memory = createMemoryRows();
  const seen = new WeakSet();
  const burdened: Rows & { burden: Burden } = {
    burden: () => undefined,
    ping: async (signal) => await memory.ping(signal),
    partition(scope, table) {
      const partition = memory.partition(scope, table);
      const lay = <T>(answer: T): T => {
        if (!seen.has(scope.meter)) burdened.burden(scope);
        seen.add(scope.meter);
        return answer;
      };
      return {
        get: async (rowKey) => await partition.get(rowKey),
        // Since when a set exists is asked before its rows.
        range: async (query) =>
          query.select?.includes('birth') === true ? await partition.range(query) : lay(await partition.range(query)),
        transact: async (operations) => await partition.transact(operations),
      };
    },
  };
  return burdened;
}
