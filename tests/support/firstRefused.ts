import type { RowFailure, Rows } from '../../shared/store/rows/rows.ts';
import { rowsWith } from './rowsWith.ts';

/** Rows whose first transaction takes effect, is followed by what `then` does, and is reported as a failure. */
export function firstRefused(rows: Rows, kind: RowFailure['kind'], then: () => Promise<unknown>): Rows {
  let isFirst = true;
  return rowsWith(rows, (partition) => ({
    async transact(operations) {
      const outcome = await partition.transact(operations);
      if (!isFirst) return outcome;
      isFirst = false;
      await then();
      return { ok: false, failure: { kind } };
    },
  }));
}
