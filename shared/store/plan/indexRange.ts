import type { EntityType } from '../../edm/entityType.ts';
import { indexKeepsOrder, indexPrefix, indexValuePrefix } from '../indexKey.ts';
import { keyRange, type KeyRange } from '../keyRange.ts';
import type { PropertyConstraint } from './propertyConstraint.ts';

/** The rows of the index on a property that can satisfy the constraint, in ascending order; null comes first. */
export function indexRange(
  type: EntityType,
  property: string,
  { isNull, notNull, lower, upper }: PropertyConstraint,
): KeyRange {
  const nulls = keyRange(indexValuePrefix(type, property, null));
  if (isNull) return nulls;
  const whole = keyRange(indexPrefix(property));
  const from = lower === undefined ? undefined : keyRange(indexValuePrefix(type, property, lower.value));
  const to = upper === undefined ? undefined : keyRange(indexValuePrefix(type, property, upper.value));
  // Where values are cut, rows of other values stand among those of the bound.
  const exact = indexKeepsOrder(type, property);
  const first = notNull ? nulls.to : whole.from;
  return {
    from: from === undefined ? first : exact && lower?.inclusive === false ? from.to : from.from,
    to: to === undefined ? whole.to : exact && upper?.inclusive === false ? to.from : to.to,
  };
}
