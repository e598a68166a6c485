import type { Row } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Rows } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import type { EntityQuery, SortKey } from '../contract/entityQuery.ts';
import type { Plan } from '../plan/choosePlan.ts';
import { anyOrder } from '../plan/indexOrder.ts';
import { tooSlow } from './tooSlow.ts';
import { type QueryWalk, queryWalk } from './queryWalk.ts';
import type { Step } from './walk.ts';
import { mostRequests, walkBudget, type WalkBudget } from './walkBudget.ts';
import { walkPlan } from './walkPlan.ts';

/**
 * Every entity of a filter, in no particular order, as the rows expressions are evaluated over; page by page, so that
 * memory stays bounded. Throws a 504 when the budget is spent first.
 */
export async function* scanMatches(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: Pick<EntityQuery, 'filter' | 'toRow'>,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const { found } of stepsOf(wholeWalk(rows, scope, type, { ...query, orderby: [] }), []))
    yield Array.from(found, ({ row }) => row);
}

/** The walk through all entities of a query. */
function wholeWalk(rows: Rows, scope: StorageScope, type: EntityType, query: EntityQuery): QueryWalk {
  const budgetOf = (): WalkBudget => walkBudget(scope, mostRequests);
  return queryWalk(rows, scope, type, query, { wanted: () => Infinity, budgetOf });
}

/** The same rows in the order of their keys; as they are where the walk itself finds out which rows it reads them from. */
function unordered(plan: Plan): Plan {
  if (plan.kind === 'keys') return { ...plan, isOrdered: true };
  if (plan.kind === 'sorted' && plan.byId !== undefined) return plan;
  return 'scan' in plan ? { ...plan, kind: 'ordered', order: anyOrder } : plan;
}

async function* stepsOf(
  { plan, context }: QueryWalk,
  orderby: readonly SortKey[],
): AsyncGenerator<Step, void, undefined> {
  const { type, scope, budget } = context;
  for await (const step of walkPlan(unordered(plan), context, { orderby, skip: 0, limit: 1 })) {
    yield step;
    if (step.more && budget.isSpent()) throw tooSlow(type, scope);
  }
}

/**
 * The number of entities of a query, as its pages have them, of the rows they are read from; one request for every 1,000. Throws a 504
 * when the budget is spent first.
 *
 * @param tell told how many there are so far
 */
export async function countMatches(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: EntityQuery,
  tell: (total: number) => void = () => undefined,
): Promise<number> {
  let count = 0;
  for await (const { found, total } of stepsOf(wholeWalk(rows, scope, type, query), query.orderby))
    tell((count += total ?? Array.from(found).length));
  return count;
}
