import type { EntityType } from '../../edm/entityType.ts';
import { choosePlan, type Plan } from '../plan/choosePlan.ts';
import { everyTermFor, storageFilter } from '../plan/storageFilter.ts';
import type { EntityQuery } from '../contract/entityQuery.ts';
import type { StorageScope } from '../contract/store.ts';
import type { Rows } from '../rows/rows.ts';
import { acceptBy, nodesOf } from './acceptBy.ts';
import { PageSizes } from '../plan/pageSizes.ts';
import type { WalkContext } from './walk.ts';
import type { WalkBudget } from './walkBudget.ts';

/** A plan, and what the walk through its result reads from. */
export interface QueryWalk {
  readonly plan: Plan;
  readonly context: WalkContext;
  /** Storage leaves out exactly what is not of the result: no row of the scan is left to be judged. */
  readonly isExact: boolean;
}

/** How much is read, by the plan: entities the caller still takes, and what the walk may use. */
interface Extent {
  readonly wanted: (isExact: boolean) => number;
  readonly budgetOf: (plan: Plan) => WalkBudget;
}

/** Plans a query, and prepares the walk through its result. */
export function queryWalk(
  rows: Rows,
  scope: StorageScope,
  type: EntityType,
  query: EntityQuery,
  { wanted, budgetOf }: Extent,
): QueryWalk {
  const plan = choosePlan(type, query);
  const { filter, exact: isExact } = storageFilter(type, 'rest' in plan ? plan.rest : []);
  const context: WalkContext = {
    partition: rows.partition(scope, type.name),
    scope,
    type,
    filter,
    everyTerm: everyTermFor(plan, type, query.filter),
    sizes: new PageSizes(),
    wanted: () => wanted(isExact),
    accept: acceptBy(query, scope.meter),
    nodes: nodesOf(query),
    budget: budgetOf(plan),
  };
  return { plan, context, isExact };
}
