import type { EntityType } from '../../edm/entityType.ts';
import type { EntityPage, EntityQuery, PageRequest, Position } from '../entityQuery.ts';
import { maxPageSize, type Rows } from '../rows.ts';
import type { StorageScope } from '../store.ts';
import type { StoredEntity } from '../storedEntity.ts';
import { acceptBy } from './acceptBy.ts';
import { choosePlan } from './choosePlan.ts';
import { isLate } from './isLate.ts';
import { newestSeen } from './newestSeen.ts';
import { storageFilter } from './storageFilter.ts';
import type { Step, WalkContext } from './walk.ts';
import { walkPlan } from './walkPlan.ts';

/** Requests to storage after which a page of a walk backward ends: how many windows the rows take is not known before. */
const maxRequests = 12;

/**
 * Reads a page of a query. With `complete` the page is the last the caller wants, so nothing is read to learn whether
 * more follows. A page may hold fewer entities than asked for, even none, and have a place to go on from: at the deadline
 * unless the query has to see everything, and after 12 requests in the descending order of an index.
 */
export async function readPage(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: EntityQuery,
  { after, skip, limit, complete }: PageRequest,
): Promise<EntityPage> {
  if (limit === 0) return { entities: [] };
  const { filter, exact } = storageFilter(type, query.filter);
  const plan = choosePlan(type, query);
  const context: WalkContext = {
    partition: rows.partition(scope, type.name),
    scope,
    type,
    filter,
    pageSize:
      exact && (plan.kind === 'forward' || plan.kind === 'backward')
        ? Math.min(skip + limit, maxPageSize)
        : maxPageSize,
    accept: acceptBy(query),
    newest: (property) => newestSeen(rows, scope.tenant, type.name, property),
  };
  const entities: StoredEntity[] = [];
  const requestsBefore = scope.usage.requests;
  const isOver = (): boolean =>
    isLate(scope) || (plan.kind === 'backward' && scope.usage.requests - requestsBefore >= maxRequests);
  let left = skip;
  let last: (() => Position) | undefined;
  const end = (): EntityPage => (last === undefined ? { entities } : { entities, next: { position: last(), skip: 0 } });
  const resume = async (step: Step): Promise<EntityPage> => {
    const position = await step.resume();
    return position === undefined ? { entities } : { entities, next: { position, skip: left } };
  };
  const wanted = skip + limit + (complete ? 0 : 1);
  for await (const step of walkPlan(plan, context, query, wanted, after)) {
    for (const item of step.found) {
      if (entities.length === limit) return end();
      if (left > 0) left -= 1;
      else entities.push(item.stored);
      if (entities.length < limit) continue;
      if (complete) return { entities };
      last = () => step.positionOf(item);
    }
    if (!step.more) continue;
    // Where storage evaluates the whole filter, it knows whether more follows.
    if (last !== undefined && exact && plan.kind === 'forward') return end();
    if (isOver()) return await resume(step);
  }
  return { entities };
}
