import { fold } from './fold.ts';
import type { Meter } from './cost/meter.ts';
import type { ComparisonOperator, TypedExpression } from './typedExpression.ts';

/** The operator that says the same with the sides exchanged. */
const mirrored: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

/**
 * Compares two expressions of one type, a constant on the right. Two constants are compared at once, and `x ge null` is
 * `x eq null`, which storage can look up (URL Conventions 4.01, 5.1.1.1.4 and 5.1.1.1.6).
 */
export function comparison(
  operator: ComparisonOperator,
  left: TypedExpression,
  right: TypedExpression,
  meter: Meter,
): TypedExpression {
  if (left.kind === 'constant' && right.kind !== 'constant') return comparison(mirrored[operator], right, left, meter);
  const isNull = right.kind === 'constant' && right.value === null;
  const inOrder = isNull && (operator === 'ge' || operator === 'le') ? 'eq' : operator;
  return fold({ kind: 'comparison', type: 'Edm.Boolean', operator: inOrder, left, right }, meter);
}
