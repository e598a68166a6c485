import type { Outcome, Rows } from '../../shared/store/rows/rows.ts';
import { storageScope } from './storageScope.ts';
import { rowsWith } from './rowsWith.ts';

/** Rows whose next transaction comes late. */
export interface LateRows {
  readonly rows: Rows;
  /** From now on, the next transaction is reported as timed out; `then` runs before that is said. */
  readonly hold: (then?: () => Promise<unknown>) => void;
  /** Carries out what was held; storage itself has never seen it before. */
  readonly release: () => Promise<Outcome<undefined>>;
}

/** Rows over others that hold back a transaction on demand, as storage does that takes longer than anybody waits. */
export function lateRows(rows: Rows): LateRows {
  let next: (() => Promise<unknown>) | undefined;
  let late: (() => Promise<Outcome<undefined>>) | undefined;
  return {
    hold: (then = () => Promise.resolve()) => {
      next = then;
    },
    release: async () => {
      if (late === undefined) throw new Error('No transaction is held');
      return await late();
    },
    rows: rowsWith(rows, (partition, scope, table) => ({
      async transact(operations) {
        if (next === undefined) return await partition.transact(operations);
        const then = next;
        next = undefined;
        const unhurried = rows.partition(storageScope({ tenant: scope.tenant }), table);
        late = async () => await unhurried.transact(operations);
        await then();
        return { ok: false, failure: { kind: 'timeout' } };
      },
    })),
  };
}
