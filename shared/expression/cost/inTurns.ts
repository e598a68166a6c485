import { MeterSpent, type Meter } from './meter.ts';

/** Rows between which nothing is charged for plain expressions and nobody looks at the clock. */
const rowsAtOnce = 64;

/** Units that are charged for them together at most, where one row is not more. */
const unitsAtOnce = 131_072;

/** What became of some rows that follow one another. */
export interface Portion<T> {
  /** What was made of them, in their order; rows that gave undefined are left out. */
  readonly items: readonly T[];
  /** How many rows were looked at. */
  readonly walked: number;
}

/**
 * Evaluates rows in portions of 64 at most, fewer where they have many nodes, charges `nodes` units for each row, and lets others have their turn between
 * them or, where one row is dear, within it. `evaluate` must have no effect but its result.
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
  const most = Math.max(1, Math.min(rowsAtOnce, Math.floor(unitsAtOnce / Math.max(1, nodes))));
  for (let from = 0; from < rows.length;) {
    const items: T[] = [];
    let at = from;
    let spent: MeterSpent | undefined;
    try {
      meter.charge(nodes * Math.min(most, rows.length - from));
      for (const row of rows.slice(from, from + most)) {
        const made = meter.run(evaluate, row);
        const item = made instanceof Promise ? await made : made;
        if (item !== undefined) items.push(item);
        at += 1;
        const pause = meter.pauseIfDue();
        if (pause !== undefined) await pause;
      }
    } catch (error) {
      if (!(error instanceof MeterSpent)) throw error;
      meter.endPage();
      spent = error;
    }
    yield { items, walked: at - from };
    if (spent !== undefined) throw spent;
    from = at;
    await meter.pause();
  }
}
