import type { Position } from '../contract/entityQuery.ts';
import { type KeyScan, nextRange } from '../plan/keyScan.ts';
import { toPosition, type RowPosition } from './rowPosition.ts';
import type { Step, WalkContext } from './walk.ts';
import { walkParts } from './walkParts.ts';
import { walkScan } from './walkScan.ts';

/** The first unit behind the mark that ends a part: what begins like a run and goes on with it lies behind the run. */
const behindMark = '"';

/** Which rows are of one run. */
export interface ByRuns {
  readonly scan: KeyScan;
  /** What the row keys of a run begin with, the mark that ends it included; undefined for a row that is of none. */
  readonly runOf: (rowKey: string) => string | undefined;
}

/**
 * Walks the rows of a scan, run by run: in the order of their keys, but for what is left of a run that is longer than an answer of
 * storage, whose rows come in no order, because they are read in parts side by side. So it does only where rows of the run were
 * found already: a walk that ends within the run has no place there.
 */
export async function* walkByRuns(
  context: WalkContext,
  { scan, runOf }: ByRuns,
  after: Position | RowPosition | undefined,
): AsyncGenerator<Step, void, undefined> {
  let start: Position | RowPosition | undefined = after;
  for (;;) {
    let long: { readonly run: string; readonly from: RowPosition } | undefined;
    let first: string | undefined;
    for await (const step of walkScan(context, scan, start)) {
      yield step;
      let last: string | undefined;
      for (const { rowKey } of step.found) {
        last = rowKey;
        first ??= rowKey;
      }
      if (step.standing === undefined) continue;
      const run = last === undefined || step.seen === undefined ? undefined : runOf(step.seen);
      const isLong = run !== undefined && first !== undefined && runOf(first) === run;
      first = undefined;
      if (!isLong) continue;
      const from = await step.standing();
      if (!from.rowKey.startsWith(run)) continue;
      long = { run, from };
      break;
    }
    if (long === undefined) return;
    const behind = long.run.slice(0, -1) + behindMark;
    const next = nextRange(scan, behind);
    const whole = { ...context, wanted: () => Infinity };
    for await (const step of walkParts(whole, scan, long.from, behind)) yield { ...step, more: true, seen: undefined };
    const place = (): Position | undefined => next && toPosition({ rowKey: next.from, exclusive: false });
    // With it the run is at its end, whatever follows.
    yield {
      found: [],
      more: next !== undefined,
      endsRun: true,
      seen: behind,
      positionOf: () => [],
      place,
      resume: () => Promise.resolve(place()),
    };
    if (next === undefined) return;
    start = { rowKey: next.from, exclusive: false };
  }
}
