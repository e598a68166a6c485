import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';
import type { Bound, PropertyConstraint } from './propertyConstraint.ts';

/** The order of two values of one property. */
export type Compare = (left: PrimitiveValue, right: PrimitiveValue) => number;

/** Values as bounds; undefined where null is one of them, which has none. */
function asBounds({ values, ...bounds }: PropertyConstraint): Omit<PropertyConstraint, 'values'> | undefined {
  if (values === undefined) return bounds;
  const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
  if (first === null || last === null) return undefined;
  return { notNull: true, lower: { value: first, inclusive: true }, upper: { value: last, inclusive: true } };
}

/** What is demanded of a property of which one of two things is demanded; undefined when that is nothing. */
export function eitherConstraint(
  left: PropertyConstraint,
  right: PropertyConstraint,
  compare: Compare,
): PropertyConstraint | undefined {
  const notNull = left.notNull && right.notNull;
  if (left.values !== undefined && right.values !== undefined) {
    const values = [...new Set([...left.values, ...right.values])];
    values.sort((a, b) => (a === null ? -1 : b === null ? 1 : compare(a, b)));
    return { notNull, values };
  }
  const [one, other] = [asBounds(left), asBounds(right)];
  if (one === undefined || other === undefined || !one.notNull || !other.notNull) return undefined;
  const lower = one.lower && other.lower && looser(one.lower, other.lower, compare);
  const upper = one.upper && other.upper && looser(one.upper, other.upper, (a, b) => compare(b, a));
  return { notNull: true, ...(lower && { lower }), ...(upper && { upper }) };
}

function looser(left: Bound, right: Bound, order: Compare): Bound {
  const difference = order(left.value, right.value);
  if (difference === 0) return left.inclusive ? left : right;
  return difference < 0 ? left : right;
}
