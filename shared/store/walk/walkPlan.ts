import type { EntityQuery, PageRequest, Position } from '../contract/entityQuery.ts';
import { learnedAt, type Plan, type PlannedScan } from '../plan/choosePlan.ts';
import { nextRange } from '../plan/keyScan.ts';
import { mergedScans } from '../plan/mergedScans.ts';
import { MergedOrder } from '../plan/mergedOrder.ts';
import { foreignPosition, isPlace, isRowKeyText } from './rowPosition.ts';
import type { Walk, WalkContext } from './walk.ts';
import { walkByRuns } from './walkByRuns.ts';
import { walkKeys } from './walkKeys.ts';
import { walkLearned } from './walkLearned.ts';
import { walkMerged } from './walkMerged.ts';
import { walkParts } from './walkParts.ts';
import { walkRuns } from './walkRuns.ts';
import { walkScan } from './walkScan.ts';
import { walkSorted } from './walkSorted.ts';

async function* nothing(): Walk {
  // No row can satisfy the filter.
}

type Part = Pick<PageRequest, 'skip' | 'limit' | 'after'> & Pick<EntityQuery, 'orderby'>;

/** The walk through the result of a plan, from the beginning or behind a position; a 400 for a position of another plan. */
export function walkPlan(plan: Plan, context: WalkContext, part: Part): Walk {
  const { orderby, skip, limit, after } = part;
  switch (plan.kind) {
    case 'nothing':
      return nothing();
    case 'keys':
      if (plan.isOrdered) return walkKeys(context, plan.keys, after);
      return walkSorted(context, { orderby, skip, limit, rows: walkKeys(seeingAll(context), plan.keys) }, after);
    case 'sorted': {
      const rows = walkParts(seeingAll(context), plan.scan);
      return walkSorted(context, { orderby, skip, limit, rows, byId: plan.byId }, after);
    }
    case 'ordered': {
      const at = learnedAt(plan);
      if (at === undefined) return walkOrdered(plan, context, part);
      return walkLearned(
        context,
        { scan: plan.scan, at, after, mayMerge: mayMergeOver(plan) },
        {
          merge: (scan, place) =>
            walkOrdered({ ...plan, scan }, context, { orderby, skip, limit, ...(place && { after: place }) }),
          sort: (place) =>
            walkPlan({ ...plan, kind: 'sorted' }, context, { orderby, skip, limit, ...(place && { after: place }) }),
        },
      );
    }
  }
}

/** Values that were cut to one text have no order among themselves. */
function mayMergeOver({ layout, order: { mergedAt, valuesAt } }: PlannedScan): (text: string) => boolean {
  const part = valuesAt === undefined ? undefined : layout?.parts[mergedAt ?? 0];
  return (text) => part?.isCut(text) !== true;
}

/** For a walk of which every row is wanted. */
function seeingAll(context: WalkContext): WalkContext {
  return { ...context, wanted: () => Infinity };
}

/** What rows that do not stand in the whole order have in common: parts of the row key from the given length on. */
function runsOf({
  layout,
  order: { first, end, isComplete },
}: PlannedScan): ((rest: string, from: number) => string | undefined) | undefined {
  const parts = layout?.parts ?? [];
  if (isComplete && !parts.slice(first, end).some((part) => part.canBeCut)) return undefined;
  return (rest, from) => {
    let at = 0;
    for (let index = from; index < end; index += 1) {
      const next = rest.indexOf('!', at);
      const text = rest.slice(at, next);
      at = next + 1;
      if (index >= first && parts[index]?.isCut(text) === true) return rest.slice(0, at);
    }
    return isComplete ? undefined : rest.slice(0, at);
  };
}

/** What would be less to read than the entities that an index does not tell apart: its order alone, or fewer of them. */
function lessThanRun({ layout, order: { first, end, isComplete } }: PlannedScan): string {
  const parts = (layout?.parts ?? []).slice(first, end);
  const names = parts.map(({ property, newestFirst }) => property + (newestFirst ? ' desc' : '')).join(', ');
  if (isComplete)
    return `Too many values of '${names}' begin alike and are sorted together. Narrow the filter to fewer of them.`;
  return (
    `Entities that are equal in '${names}' are all read to be sorted by what follows it in $orderby. Order by '${names}' ` +
    `alone, or narrow the filter to fewer of them.`
  );
}

function walkOrdered(plan: PlannedScan, context: WalkContext, { orderby, skip, limit, after }: Part): Walk {
  const { scan, order } = plan;
  const merged = mergedScans(scan, order);
  const runOf = runsOf(plan);
  if (runOf === undefined)
    return merged === undefined ? walkScan(context, scan, after) : walkMerged(context, merged, after);

  // Of a run all rows have to be read, but most have few; the row behind one tells that it is passed, and of one that more follows.
  const behind = order.isComplete ? 0 : 2;
  const forRuns = (inRun: () => number): WalkContext => ({
    ...context,
    wanted: () => Math.max(context.wanted() + behind, 2 * inRun()),
  });
  const { mergedAt, mergedTo = mergedAt } = order;
  const from = mergedTo === undefined ? 0 : mergedTo + 1;
  const among = merged && new MergedOrder(merged);
  const sources = merged?.scans ?? [scan];
  const runIn = (rowKey: string): string | undefined => {
    const index = sources.findIndex(({ prefix }) => rowKey.startsWith(prefix));
    const run = runOf(rowKey.slice(sources[index]?.prefix.length), from);
    return run === undefined || among === undefined ? run : among.runOf(run, index);
  };
  const byRuns = {
    scan,
    runOf: (rowKey: string): string | undefined => {
      const run = runIn(rowKey);
      return run === undefined ? undefined : scan.prefix + run;
    },
  };
  const rowsFrom = (start: Position | string | undefined, inRun: () => number): Walk => {
    const whole = forRuns(inRun);
    if (typeof start !== 'string')
      return merged === undefined ? walkByRuns(whole, byRuns, start) : walkMerged(whole, merged, start);
    const place = among === undefined ? { rest: start, index: -1 } : among.placeOf(start);
    if (!isRowKeyText(start) || place === undefined || runOf(place.rest, from) !== place.rest) throw foreignPosition();
    if (merged !== undefined) return walkMerged(whole, merged, place);
    const beginning = scan.prefix + start;
    const next = nextRange(scan, beginning)?.from;
    // The scan may begin within the run.
    const rowKey = next?.startsWith(beginning) === true ? next : beginning;
    if (!isPlace(rowKey, scan)) throw foreignPosition();
    return walkByRuns(whole, byRuns, { rowKey, exclusive: false });
  };
  return walkRuns(
    context,
    {
      orderby,
      most: skip + limit,
      runOf: runIn,
      restOfSeen: (seen) => (merged === undefined ? seen.slice(scan.prefix.length) : seen),
      rowsFrom,
      less: lessThanRun(plan),
    },
    after,
  );
}
