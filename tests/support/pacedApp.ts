import { setImmediate as turn } from 'node:timers/promises';
import type { EntityType } from '../../shared/edm/entityType.ts';
import type { ServiceParts } from '../../shared/service/message/serviceParts.ts';
import type { RetentionDays } from '../../shared/store/createStore.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { MemoryCapacity } from '../../shared/store/rows/memoryCapacity.ts';
import { rowKeyOf, type Rows } from '../../shared/store/rows/rows.ts';
import { checkRows } from './checkRows.ts';
import { startInProcess } from './inProcess.ts';
import { modelledAnswer } from './modelledAnswer.ts';
import { storageScope } from './storageScope.ts';
import { virtualClock } from './virtualClock.ts';
import { rowsWith } from './rowsWith.ts';

/** What the rows that a caller writes are called, so that they are told from those of the work beside him. */
export const ofCaller = 'caller';

/** Milliseconds after which work that has sent nothing is held to do something else. */
const silence = 500;

/** Rows a second while a test makes ready. */
const unlimited = 1e9;

interface PacedAppOptions {
  readonly model?: readonly EntityType[];
  readonly retention?: RetentionDays;
}

/**
 * The app in this process over rows in memory that take so much, once `limit` was called, on a clock that costs no time: what
 * waits for nothing but the clock has all it needs.
 */
export async function pacedApp(capacity: MemoryCapacity, options: PacedAppOptions = {}) {
  const clock = virtualClock();
  let [isLimited, sent, written] = [false, -Infinity, 0];
  const inner = createMemoryRows({
    now: clock.now,
    answerTime: (request) => (isLimited ? modelledAnswer(request) : 0),
    capacity: { ...capacity, rows: (time) => (isLimited ? capacity.rows(time - clock.started) : unlimited) },
  });
  const rows: Rows = rowsWith(inner, (partition) => ({
    async transact(operations) {
      const outcome = partition.transact(operations);
      if (!isLimited || operations.some((one) => rowKeyOf(one).includes(ofCaller))) return await outcome;
      sent = clock.now();
      if ((await outcome).ok) written += operations.length;
      return await outcome;
    },
  }));
  let parts: ServiceParts | undefined;
  const startClock = () => ({ ...clock, started: clock.now() });
  const app = await startInProcess({ ...options, rows, startClock, onParts: (given) => (parts = given) });
  const scope = () => storageScope({ tenant: app.tenant, clock });
  return {
    app,
    clock,
    rows,
    scope,
    /** What the service is made of, for what runs beside it in one process. */
    parts: parts!,
    limit: () => {
      isLimited = true;
    },
    /** Rows that were written by others than callers. */
    written: () => written,
    /** Lets no time pass but what the work itself waits for until it has sent something of late; false when it is over. */
    async untilBusy(isOver: () => boolean): Promise<boolean> {
      while (!isOver() && clock.now() - sent > silence) await turn();
      return !isOver();
    },
    faults: async (type: EntityType) => (await checkRows(inner, scope(), type)).faults,
  };
}
