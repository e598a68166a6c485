import type { Row } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Rows } from '../rows.ts';
import { scanRows } from '../scanRows.ts';
import type { StorageScope } from '../store.ts';
import { acceptBy } from './acceptBy.ts';
import { choosePlan, type RowRange } from './choosePlan.ts';
import type { EntityQuery } from '../entityQuery.ts';
import { isLate } from './isLate.ts';
import { storageFilter } from './storageFilter.ts';
import { tooSlow } from './tooSlow.ts';
import { findIn } from './walk.ts';

/** The rows to be read for all entities of a filter, in any order. */
function rangeOf(type: EntityType, filter: EntityQuery['filter']): RowRange | undefined {
  const plan = choosePlan(type, { orderby: [], ...(filter !== undefined && { filter }) });
  return plan.kind === 'forward' ? plan.range : undefined;
}

/**
 * Every entity of a filter, in no particular order, as the rows expressions are evaluated over; page by page, so that
 * memory stays bounded. Throws a 504 when the deadline comes first.
 */
export async function* scanMatches(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: Pick<EntityQuery, 'filter' | 'toRow'>,
): AsyncGenerator<readonly Row[], void, undefined> {
  const { filter } = storageFilter(type, query.filter);
  const range = rangeOf(type, query.filter);
  if (range === undefined) return;
  const finding = { type, scope, accept: acceptBy(query) };
  const { from, to } = range;
  for await (const page of scanRows(rows.partition(scope, type.name), scope, {
    from,
    to,
    ...(filter !== undefined && { filter }),
  })) {
    yield findIn(page.rows, finding).map(({ row }) => row);
    if (page.continuation !== undefined && isLate(scope)) throw tooSlow(type);
  }
}

/** The number of entities of a filter; one request for every 1,000. Throws a 504 when the deadline comes first. */
export async function countMatches(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: Pick<EntityQuery, 'filter' | 'toRow'>,
): Promise<number> {
  const { filter, exact } = storageFilter(type, query.filter);
  let total = 0;
  if (!exact) {
    for await (const found of scanMatches(rows, scope, type, query)) total += found.length;
    return total;
  }
  const range = rangeOf(type, query.filter);
  if (range === undefined) return 0;
  const { from, to } = range;
  const keysOnly = { from, to, select: ['id'], ...(filter !== undefined && { filter }) };
  for await (const page of scanRows(rows.partition(scope, type.name), scope, keysOnly)) {
    total += page.rows.length;
    if (page.continuation !== undefined && isLate(scope)) throw tooSlow(type);
  }
  return total;
}
