import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { MemoryCapacity } from '../../shared/store/rows/memoryCapacity.ts';
import { checkRows } from './checkRows.ts';
import { modelledAnswer } from './modelledAnswer.ts';
import { storageScope } from './storageScope.ts';
import { virtualClock } from './virtualClock.ts';

/** Days that retention keeps, once it counts. */
export const daysKept = 30;

/** Storage that takes so much, on a clock that costs no time, and instances of the store over it. */
export function pacedStage(capacity: MemoryCapacity, instances = 1) {
  const clock = virtualClock();
  const { started } = clock;
  const perSecond = (time: number): number => capacity.rows(time - started);
  let transactions = 0;
  const rows = createMemoryRows({
    now: clock.now,
    answerTime: modelledAnswer,
    // Asked of what is sent, whether it is taken or not; a single row keeps a refused one from coming late.
    fault({ operation, written }) {
      if (operation === 'transact' && written > 1) transactions += 1;
      return undefined;
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
