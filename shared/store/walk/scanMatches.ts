import type { Row } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Rows } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';
import { isStored, ownColumns } from '../keys/isStored.ts';
import type { StorageScope } from '../contract/store.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';
import { hasSteps, nextRange, wholeRange } from '../plan/keyScan.ts';
import { leaveOut } from './walk.ts';
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
  yield* matchesOf(wholeWalk(rows, scope, type, query));
}

/** The walk through all entities of a filter. */
function wholeWalk(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: Pick<EntityQuery, 'filter' | 'toRow'>,
): QueryWalk {
  const budgetOf = (): WalkBudget => walkBudget(scope, mostRequests);
  return queryWalk(rows, scope, type, { ...query, orderby: [] }, { wanted: () => Infinity, budgetOf });
}

async function* matchesOf({ plan, context }: QueryWalk): AsyncGenerator<readonly Row[], void, undefined> {
  const { type, scope, budget } = context;
  for await (const { found, more } of walkPlan(plan, context, { orderby: [], skip: 0, limit: Infinity })) {
    yield Array.from(found, ({ row }) => row);
    if (more && budget.isSpent()) throw tooSlow(type, scope);
  }
}

/**
 * The number of entities of a filter; one request for every 1,000, and no more of a row than what all types have where nothing else is
 * to be judged: one that cannot be read because of another column counts. Throws a 504 when the budget is spent first.
 *
 * @param tell told how many there are so far
 */
export async function countMatches(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: Pick<EntityQuery, 'filter' | 'toRow'>,
  tell: (total: number) => void = () => undefined,
): Promise<number> {
  const walk = wholeWalk(rows, scope, type, query);
  const { plan, context, isExact } = walk;
  let total = 0;
  if (plan.kind !== 'ordered' || !isExact || hasSteps(plan.scan)) {
    for await (const found of matchesOf(walk)) tell((total += found.length));
    return total;
  }
  const { scan } = plan;
  const { partition, filter, budget } = context;
  let range = nextRange(scan, wholeRange(scan).from);
  while (range !== undefined) {
    const { from, to } = range;
    range = nextRange(scan, to);
    const query = { from, to, select: ownColumns, ...(filter !== undefined && { filter }) };
    for await (const page of scanRows(partition, scope, query, budget)) {
      for (const row of page.rows) {
        if (isStored(row.properties)) total += 1;
        else leaveOut(row, type, scope);
      }
      tell(total);
      if ((page.continuation !== undefined || range !== undefined) && budget.isSpent()) throw tooSlow(type, scope);
    }
  }
  return total;
}
