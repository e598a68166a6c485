import { MeterSpent, type Meter, type Progress } from './meter.ts';

/** Rows between which nothing is charged for plain expressions and nobody looks at the clock. */
const rowsAtOnce = 64;

/** Units that are charged for them together at most, where one row is not more. */
const unitsAtOnce = 131_072;

/** As many times the rows between two charges a portion has, but for the first: handing one on costs as much as evaluating some rows. */
const mostCharges = 16;

/** What became of some rows that follow one another. */
export interface Portion<T> {
  /** What was made of them, in their order; rows that gave undefined are left out. */
  readonly items: readonly T[];
  /** How many rows were looked at. */
  readonly walked: number;
}

/**
 * Evaluates rows, charges `nodes` units for each row, for 64 rows at once, fewer where they have many nodes, and lets others
 * have their turn between these or, where one row is dear, within it. `evaluate` must have no effect but its result. What
 * became of them is given in portions: of 64 rows first, where a page can end whose time or units are over, of 1,024 from then on,
 * and of fewer where work had to wait.
 *
 * This is how every walk evaluates rows. When the meter ends, what was walked before is still given, which may be nothing,
 * and the next call throws a 400. So who has walked any row and has a place to go on from looks at `meter.isSpent` and the
 * deadline after each portion, and ends its page there; who has none goes on.
 */
export async function* inTurns<R, T>(
  meter: Meter,
  rows: readonly R[],
  nodes: number,
  evaluate: (row: R) => T | undefined,
): AsyncGenerator<Portion<T>, void, undefined> {
  const atOnce = Math.max(1, Math.min(rowsAtOnce, Math.floor(unitsAtOnce / Math.max(1, nodes))));
  let charges = 1;
  for (let from = 0; from < rows.length;) {
    const last = Math.min(rows.length, from + charges * atOnce);
    const done: Progress<T> = { at: from, items: [] };
    charges = mostCharges;
    let spent: MeterSpent | undefined;
    try {
      for (let hasWaited = false; done.at < last && !hasWaited;) {
        const end = Math.min(last, done.at + atOnce);
        meter.charge(nodes * (end - done.at));
        while (done.at < end) {
          const broken = meter.runSome(evaluate, rows, done, end);
          if (broken !== undefined) await broken;
          const pause = meter.pauseIfDue();
          if (pause !== undefined) await pause;
        }
        const pause = meter.pause();
        if (pause === undefined) continue;
        await pause;
        hasWaited = true;
      }
    } catch (error) {
      if (!(error instanceof MeterSpent)) throw error;
      meter.endPage();
      spent = error;
    }
    yield { items: done.items, walked: done.at - from };
    if (spent !== undefined) throw spent;
    from = done.at;
  }
}
