import type { EntityType } from '../../shared/edm/entityType.ts';
import { createMemoryRows, type MemoryFault, type MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Change } from '../../shared/store/contract/store.ts';
import { checkRows } from './checkRows.ts';
import { countingRows } from './countingRows.ts';
import { storageScope } from './storageScope.ts';

/** A store over rows in memory whose requests are counted. */
export function countedStore(
  type: EntityType,
  fault: (request: MemoryRequest) => MemoryFault | undefined = () => undefined,
) {
  const memory = createMemoryRows({ fault });
  const counted = countingRows(memory);
  const scope = storageScope();
  const store = createStore(counted.rows);
  return {
    ...counted,
    memory,
    scope,
    store,
    check: async () => await checkRows(memory, scope, type),
    /** Carries changes out without counting. */
    fill: async (changes: readonly Change[]): Promise<void> => {
      await store.commitEach(scope, type, changes);
      counted.reset();
    },
  };
}
