import type { Row } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Rows } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';
import type { Plan } from '../plan/choosePlan.ts';
import { anyOrder } from '../plan/indexOrder.ts';
import { tooSlow } from './tooSlow.ts';
import { type QueryWalk, queryWalk } from './queryWalk.ts';
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
  yield* matchesOf(wholeWalk(rows, scope, type, { ...query, orderby: [] }));
}

/** The walk through all entities of a query. */
function wholeWalk(rows: Rows, scope: StorageScope, type: EntityType, query: EntityQuery): QueryWalk {
  const budgetOf = (): WalkBudget => walkBudget(scope, mostRequests);
  return queryWalk(rows, scope, type, query, { wanted: () => Infinity, budgetOf });
}

/** The same rows in the order of their keys. */
function unordered(plan: Plan): Plan {
  if (plan.kind === 'keys') return { ...plan, isOrdered: true };
  return 'scan' in plan ? { ...plan, kind: 'ordered', order: anyOrder } : plan;
}

async function* matchesOf({ plan, context }: QueryWalk): AsyncGenerator<readonly Row[], void, undefined> {
  const { type, scope, budget } = context;
  for await (const { found, more } of walkPlan(unordered(plan), context, { orderby: [], skip: 0, limit: Infinity })) {
    yield Array.from(found, ({ row }) => row);
    if (more && budget.isSpent()) throw tooSlow(type, scope);
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
  let total = 0;
  for await (const found of matchesOf(wholeWalk(rows, scope, type, query))) tell((total += found.length));
  return total;
}
