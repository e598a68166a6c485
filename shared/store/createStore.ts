import { commit } from './commit.ts';
import { KeyQueue } from './keyQueue.ts';
import { readPage } from './plan/readPage.ts';
import { countMatches, scanMatches } from './plan/scanMatches.ts';
import { streamPages } from './plan/streamPages.ts';
import { readCurrent } from './readCurrent.ts';
import type { Rows } from './rows.ts';
import { storageError } from './storageError.ts';
import type { Store } from './store.ts';

/** The storage of the service over the rows of an adapter. One per process: writers to one key queue inside it. */
export function createStore(rows: Rows): Store {
  const queue = new KeyQueue();
  return {
    async read(scope, type, key) {
      const { state } = await readCurrent(rows.partition(scope, type.name), scope, type, key);
      return state?.stored;
    },

    async commit(scope, type, changes) {
      const names = changes.map(({ key }) => JSON.stringify([scope.tenant, type.name, key]));
      if (new Set(names).size < names.length) throw new TypeError('The changes of a commit must have distinct keys');
      const partition = rows.partition(scope, type.name);
      return await queue.run(names, scope.signal, async () => await commit(partition, scope, type, changes));
    },

    page: async (scope, type, query, request) => await readPage(rows, scope, type, query, request),
    stream: (renew, type, query, part) => streamPages(rows, renew, type, query, part),
    count: async (scope, type, query) => await countMatches(rows, scope, type, query),
    scan: (scope, type, query) => scanMatches(rows, scope, type, query),

    async ping(signal) {
      const outcome = await rows.ping(signal);
      if (!outcome.ok) throw storageError(outcome.failure);
    },
  };
}
