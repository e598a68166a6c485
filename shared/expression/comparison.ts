import { fold } from './fold.ts';
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

/** Compares two expressions of one type, a constant on the right. Two constants are compared at once. */
export function comparison(
  operator: ComparisonOperator,
  left: TypedExpression,
  right: TypedExpression,
): TypedExpression {
  if (left.kind !== 'constant') return { kind: 'comparison', type: 'Edm.Boolean', operator, left, right };
  return fold({ kind: 'comparison', type: 'Edm.Boolean', operator: mirrored[operator], left: right, right: left });
}
