import type { EntityType } from '../../edm/entityType.ts';
import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { EntityQuery, Position } from '../entityQuery.ts';
import type { Plan } from './choosePlan.ts';
import { indexRange } from './indexRange.ts';
import type { PropertyConstraint } from './propertyConstraint.ts';
import type { SortTuple } from './sortOrder.ts';
import type { Walk, WalkContext } from './walk.ts';
import { walkBackward } from './walkBackward.ts';
import { walkForward } from './walkForward.ts';
import { walkGrouped } from './walkGrouped.ts';
import { walkSorted } from './walkSorted.ts';

async function* nothing(): Walk {
  // No row can satisfy the filter.
}

/** Narrows ordered rows to those from a value of the first sort key on. */
function startAt<P extends Plan & { kind: 'forward' | 'backward' }>(
  plan: P,
  type: EntityType,
  start: SortTuple | undefined,
): P {
  const value = start?.values[0] as PrimitiveValue | null | undefined;
  if (value === undefined) return plan;
  const bound = value === null ? undefined : { value, inclusive: true };
  if (plan.kind === 'backward') {
    const constraint: PropertyConstraint =
      bound === undefined ? { isNull: true, notNull: false } : { ...plan.constraint, upper: bound };
    return { ...plan, constraint };
  }
  const { property } = plan.range;
  if (bound === undefined || property === undefined) return plan;
  const { from } = indexRange(type, property, { isNull: false, notNull: true, lower: bound });
  return { ...plan, range: { ...plan.range, from: from > plan.range.from ? from : plan.range.from } };
}

/**
 * The walk through the result of a plan, from the beginning or behind a position; a 400 for a position of another plan.
 * `wanted` is how many entities will be taken from it at most.
 */
export function walkPlan(
  plan: Plan,
  context: WalkContext,
  { orderby }: Pick<EntityQuery, 'orderby'>,
  wanted: number,
  after?: Position,
): Walk {
  switch (plan.kind) {
    case 'nothing':
      return nothing();
    case 'forward':
      return walkForward(context, plan.range, after);
    case 'backward':
      return walkBackward(context, { ...plan, wanted, now: Date.now() }, after);
    case 'sorted':
      return walkSorted(context, { range: plan.range, orderby, wanted }, after);
    case 'grouped': {
      const rowsFrom = (start: SortTuple | undefined): Walk =>
        walkPlan(startAt(plan.rows, context.type, start), context, { orderby }, wanted);
      return walkGrouped(context, { property: plan.property, orderby, wanted, rowsFrom }, after);
    }
  }
}
