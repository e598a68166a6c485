import type { EntityType } from '../../edm/entityType.ts';
import { maxPageSize, type Rows } from '../rows.ts';
import type { StorageScope } from '../store.ts';
import type { StoredEntity } from '../storedEntity.ts';
import { acceptBy } from './acceptBy.ts';
import { choosePlan, indexRange, type Plan } from './choosePlan.ts';
import type { EntityPage, EntityQuery, PageRequest, Position } from '../entityQuery.ts';
import type { SortTuple } from './sortOrder.ts';
import { storageFilter } from './storageFilter.ts';
import type { Walk, WalkContext } from './walk.ts';
import { walkBackward } from './walkBackward.ts';
import { walkForward } from './walkForward.ts';
import { walkGrouped } from './walkGrouped.ts';
import { isLate, walkSorted } from './walkSorted.ts';

async function* nothing(): Walk {
  // No row can satisfy the filter.
}

/** The walk of a plan. `wanted` is how many entities will be taken from it, as far as that is known. */
function walkOf(plan: Plan, context: WalkContext, query: EntityQuery, wanted: number, after?: Position): Walk {
  switch (plan.kind) {
    case 'nothing':
      return nothing();
    case 'forward':
      return walkForward(context, plan.range, after);
    case 'backward':
      return walkBackward(context, { ...plan, wanted, now: Date.now() }, after);
    case 'sorted':
      return walkSorted(context, { range: plan.range, orderby: query.orderby, wanted }, after);
    case 'grouped': {
      const rowsFrom = (start: SortTuple | undefined): Walk =>
        walkOf(startAt(plan.rows, context.type, start), context, query, wanted);
      return walkGrouped(rowsFrom, { property: plan.property, orderby: query.orderby, wanted }, after);
    }
  }
}

/** Narrows ordered rows to those from a value of the first sort key on. */
function startAt(plan: Plan & { kind: 'forward' | 'backward' }, type: EntityType, start: SortTuple | undefined): Plan {
  const value = start?.values[0];
  if (start === undefined || value === undefined) return plan;
  if (plan.kind === 'backward') {
    if (value === null) return { ...plan, constraint: { isNull: true, notNull: false } };
    const upper = { value: value as string, inclusive: true };
    return { ...plan, constraint: { ...plan.constraint, upper, notNull: plan.constraint.notNull } };
  }
  const { property } = plan.range;
  if (value === null || property === undefined) return plan;
  const { from } = indexRange(type, property, {
    isNull: false,
    notNull: true,
    lower: { value: value as string, inclusive: true },
  });
  return { kind: 'forward', range: { ...plan.range, from: from > plan.range.from ? from : plan.range.from } };
}

/**
 * Reads a page of a query. With `complete` the page is the last the caller wants, so nothing is read to learn whether
 * more follows. A query that needs no order ends at the deadline with what it has and a place to go on from.
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
  const wanted = skip + limit;
  const context: WalkContext = {
    partition: rows.partition(scope, type.name),
    scope,
    type,
    filter,
    pageSize: exact && plan.kind !== 'sorted' && plan.kind !== 'grouped' ? Math.min(wanted, maxPageSize) : maxPageSize,
    accept: acceptBy(query),
  };
  const entities: StoredEntity[] = [];
  let left = skip;
  let last: (() => Position) | undefined;
  const end = (): EntityPage => (last === undefined ? { entities } : { entities, next: { position: last(), skip: 0 } });
  for await (const step of walkOf(plan, context, query, wanted, after)) {
    for (const item of step.found) {
      if (entities.length === limit) return end();
      if (left > 0) left -= 1;
      else entities.push(item.stored);
      if (entities.length < limit) continue;
      if (complete) return { entities };
      last = () => step.positionOf(item);
    }
    // Where storage evaluates the whole filter, it knows whether more follows.
    if (last !== undefined && exact && plan.kind === 'forward' && step.more) return end();
    if (!isLate(scope) || !step.more) continue;
    const next = await step.resume();
    return next === undefined ? { entities } : { entities, next: { position: next, skip: left } };
  }
  return { entities };
}
