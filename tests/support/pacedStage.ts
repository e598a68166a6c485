import { modelledStorage } from '../../bench/modelledStorage.ts';
import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';
import type { MemoryCapacity } from '../../shared/store/rows/memoryCapacity.ts';
import { checkRows } from './checkRows.ts';
import { storageScope } from './storageScope.ts';
import { virtualClock } from './virtualClock.ts';

/** Days that retention keeps, once it counts. */
export const daysKept = 30;

/** Milliseconds of a request, as storage is modelled; a range is that of the look of a bulk. */
const answerTime = ({ operation, written }: MemoryRequest): number =>
  modelledStorage.requestMs +
  written * modelledStorage.writtenMs +
  (operation === 'range' ? 500 * modelledStorage.walkedMs : 0);

/** Storage that takes so much, on a clock that costs no time, and instances of the store over it. */
export function pacedStage(capacity: MemoryCapacity, instances = 1) {
  const clock = virtualClock();
  const { started } = clock;
  const perSecond = (time: number): number => capacity.rows(time - started);
  let transactions = 0;
  const rows = createMemoryRows({
    now: clock.now,
    answerTime(request) {
      // A single row keeps a refused one from coming late.
      if (request.operation === 'transact' && request.written > 1) transactions += 1;
      return answerTime(request);
    },
    capacity: { ...capacity, rows: perSecond },
  });
  const { tenant } = storageScope();
  const scope = (): StorageScope => storageScope({ tenant, clock });
  const stores = Array.from({ length: instances }, () => createStore(rows, undefined, { series: daysKept }));
  return {
    clock,
    rows,
    scope,
    stores,
    seconds: () => (clock.now() - started) / 1000,
    transactions: () => transactions,
    faults: async () => (await checkRows(rows, scope(), counts)).faults,
  };
}
