import type { Position, SortKey } from '../contract/entityQuery.ts';
import { Ranking } from './ranking.ts';
import { tooSlow } from './tooSlow.ts';
import { entityId, type Found, type Step, type Walk, type WalkContext } from './walk.ts';

/** Rows that stand in an order except that some follow each other in the order of their keys only. */
export interface Runs {
  readonly orderby: readonly SortKey[];
  /** Entities the caller is going to take, which is how many of one run are kept in memory. */
  readonly most: number;
  /** What the rows of a run have in common and begin with; undefined for a row that stands where it should. */
  readonly runOf: (rowKey: string) => string | undefined;
  /** The rest of the row keys up to which a step has seen everything, as what a run begins with is one. */
  readonly restOfSeen: (seen: string) => string;
  /** What would be less to read than a run, in words for the caller. */
  readonly less: string;
  /**
   * Walks the rows from the beginning, behind a place, or from the first row of a run on. `inRun` tells how many of the run under way
   * were found: as many more may follow, whatever the caller takes of them.
   */
  readonly rowsFrom: (start: Position | string | undefined, inRun: () => number) => Walk;
}

function runIn(after: Position | undefined): string | undefined {
  return after?.[0] === 'run' ? (after[1] ?? '') : undefined;
}

/**
 * Sorts the rows of each run, all of which have to be read for it; the others pass as they are. The walk ends early behind
 * what memory allows of a run. When the budget is spent within a run the place is behind the one before, or it is a 504.
 */
export async function* walkRuns(
  context: WalkContext,
  runs: Runs,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const { orderby, most, runOf, restOfSeen, rowsFrom, less } = runs;
  const started = runIn(after);
  const behind = started === undefined ? undefined : after?.slice(2);
  const ranking = new Ranking(orderby, { size: most, idOf: entityId }, behind, context.scope.meter);
  let run = started;
  let inRun = 0;
  const state = { isResumed: started !== undefined, isCut: false };
  let last: (() => Position) | undefined;
  try {
    for await (const step of rowsFrom(started ?? after, () => inRun)) {
      const passed: Found[] = [];
      const places = new Map<Found, (item: Found) => Position>();
      const keep = (items: readonly Found[], positionOf: (item: Found) => Position): void => {
        for (const item of items) places.set(item, positionOf);
        passed.push(...items);
      };
      const end = async (): Promise<void> => {
        inRun = 0;
        const of = run;
        if (of === undefined) return;
        const ranked = await ranking.take();
        keep(ranked.found, (item) => ['run', of, ...ranked.positionOf(item)]);
        state.isCut = ranked.isCut;
        state.isResumed = false;
      };
      for (const item of step.found) {
        const next = runOf(item.rowKey);
        if (next !== run) await end();
        if (state.isCut) break;
        run = next;
        if (next === undefined) keep([item], step.positionOf);
        else {
          inRun += 1;
          await ranking.add(item);
        }
      }
      const seen = run === undefined || step.seen === undefined ? undefined : restOfSeen(step.seen);
      const isPast = run !== undefined && seen !== undefined && seen > run && !seen.startsWith(run);
      if ((!step.more || step.endsRun === true || isPast) && !state.isCut) {
        await end();
        run = undefined;
      }
      const positionOf = (item: Found): Position => places.get(item)?.(item) ?? [];
      const final = passed.at(-1);
      if (final !== undefined) last = () => positionOf(final);
      const isBetween = !state.isCut && !state.isResumed && ranking.kept === 0;
      const between = isBetween ? step.place() : undefined;
      if (between !== undefined) last = () => between;
      yield {
        found: passed,
        more: step.more || state.isCut,
        isWithin: !isBetween && last === undefined,
        positionOf,
        place: () => (isBetween ? between : last?.()),
        resume: async () => {
          if (isBetween) return await step.resume();
          if (last === undefined) throw tooSlow(context.type, context.scope, less);
          return last();
        },
      };
      if (state.isCut) return;
    }
  } finally {
    ranking.release();
  }
}
