import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { pageCharacters, rowCharacters } from '../../expression/rowCharacters.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { EntityPage, EntityQuery, PageRequest, Position } from '../contract/entityQuery.ts';
import type { Rows } from '../rows/rows.ts';
import { StorageTimeout } from '../contract/storageTimeout.ts';
import type { StorageScope } from '../contract/store.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';
import { learnedAt, type Plan } from '../plan/choosePlan.ts';
import { hasSteps } from '../plan/keyScan.ts';
import { queryWalk } from './queryWalk.ts';
import type { Step } from './walk.ts';
import { mostRequests, mostSteps, walkBudget, type WalkBudget } from './walkBudget.ts';
import { walkPlan } from './walkPlan.ts';

/**
 * The budget of a plan. Behind an answer without a row another tells the place to go on from, and a walk that steps needs one
 * to go on as well.
 */
export function budgetOf(plan: Plan, scope: StorageScope): WalkBudget {
  if (plan.kind === 'sorted' && plan.byId !== undefined) return walkBudget(scope, mostRequests, 2);
  if (plan.kind !== 'ordered') return walkBudget(scope, mostRequests);
  const isStepping = hasSteps(plan.scan) && learnedAt(plan) === undefined;
  return isStepping ? walkBudget(scope, mostSteps, 3) : walkBudget(scope, mostRequests, 2);
}

/**
 * Reads a page of a query. With `complete` the page is the last the caller wants, so nothing is read to learn whether
 * more follows. A page may hold fewer entities than asked for, even none, and have a place to go on from: when its budget
 * is spent or storage takes too long, unless the query has to see everything or has come nowhere, and when its rows have so many
 * characters that a page ends.
 */
export async function readPage(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: EntityQuery,
  { after, skip, limit, complete, isRare = false, characters = pageCharacters, kept }: PageRequest,
): Promise<EntityPage> {
  if (limit === 0) return { entities: [], rows: [] };
  const entities: StoredEntity[] = [];
  const found: Row[] = [];
  let room = characters;
  let left = skip;
  const { plan, context, isExact } = queryWalk(rows, scope, type, query, {
    wanted(areAll) {
      const wanted = left + limit - entities.length;
      if (isRare && !areAll) return Infinity;
      // Where rows are judged, one more of the result tells that more follow.
      return Math.max(1, wanted + Number(!complete && !areAll));
    },
    budgetOf: (plan) => budgetOf(plan, scope),
  });
  let total: number | undefined;
  let last: (() => Position) | undefined;
  /** The place behind the last entity, where the page ends by what it keeps. */
  let behind: (() => Position) | undefined;
  let open: Step | undefined;
  /** The place of the last step that had one. */
  let reached: Position | undefined;
  const page = (position: Position | undefined, rest: number): EntityPage => ({
    entities,
    rows: found,
    ...(position !== undefined && { next: { position, skip: rest } }),
    ...(total !== undefined && { total }),
  });
  const part = { orderby: query.orderby, skip, limit: limit + (complete ? 0 : 1), ...(after && { after }) };
  try {
    for await (const step of walkPlan(plan, context, part)) {
      ({ total } = step);
      for (const item of step.found) {
        if (entities.length === limit) return page(last?.(), 0);
        if (left > 0) {
          left -= 1;
          continue;
        }
        const size = rowCharacters(item.row);
        if (kept !== undefined) {
          if (behind !== undefined && !kept.hasRoomFor(size)) return page(behind(), 0);
          kept.keep(size);
          behind = () => step.positionOf(item);
        }
        entities.push(item.stored);
        found.push(item.row);
        room -= size;
        if (room <= 0 && entities.length < limit) return page(step.positionOf(item), 0);
        if (entities.length < limit) continue;
        if (complete) return page(undefined, 0);
        last = () => step.positionOf(item);
      }
      open = step.more ? step : undefined;
      // Where no row of the scan is left to be judged, more rows are more entities.
      if (open !== undefined && last !== undefined && isExact && plan.kind === 'ordered') return page(last(), 0);
      reached = open?.place() ?? reached;
      if (open !== undefined && isAtEnd(open, context.budget)) break;
      if (reached !== undefined) context.budget.reached();
    }
    return page(await open?.resume(), left);
  } catch (error) {
    if (!(error instanceof StorageTimeout)) throw error;
    if (last !== undefined) return page(last(), 0);
    const place = (open && (await placeBehind(open))) ?? reached;
    if (place === undefined) throw error;
    return page(place, left);
  }
}

/** True where a page ends by its budget; within rows that have to be seen as a whole only when there is nothing left of it. */
function isAtEnd({ isWithin }: Step, budget: WalkBudget): boolean {
  return budget.isSpent() && !(isWithin === true && budget.mayGoOn());
}

/** Where a walk goes on after a step, unless storage does not tell. */
async function placeBehind(step: Step): Promise<Position | undefined> {
  try {
    return await step.resume();
  } catch (error) {
    if (error instanceof ODataError) return undefined;
    throw error;
  }
}
