import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
import { monthsAsDates } from './monthsAsDates.ts';

/** Conditions by themselves: what their value is compared with says whether they hold. */
const conditions: ReadonlySet<TypedExpression['kind']> = new Set(['comparison', 'in', 'and', 'or', 'not', 'call']);

const opposites: Partial<Record<ComparisonOperator, ComparisonOperator>> = { eq: 'ne', ne: 'eq' };

type Terms = readonly TypedExpression[];

/** What is true when all terms are. */
function all(terms: Terms): TypedExpression {
  return junction('and', terms);
}

/** A truth value that is stored, as the comparison that storage takes. */
function compared(left: TypedExpression, value: boolean): TypedExpression | undefined {
  if (left.kind !== 'property') return undefined;
  return { kind: 'comparison', type: 'Edm.Boolean', operator: 'eq', left, right: constant('Edm.Boolean', value) };
}

/** What is true when all terms of any alternative are. */
function either(alternatives: Terms, termsOf: (alternative: TypedExpression) => Terms): TypedExpression {
  return junction(
    'or',
    alternatives.map((alternative) => all(monthsAsDates(termsOf(alternative)))),
  );
}

/** True for a condition that is always true or false, whatever is null. */
function isNeverNull(expression: TypedExpression): boolean {
  const { kind } = expression;
  if (kind === 'and' || kind === 'or') return expression.operands.every(isNeverNull);
  return kind === 'not' ? isNeverNull(expression.operand) : kind === 'comparison' || kind === 'in';
}

/** The same of a condition that is compared with a truth value, where that `holds`, or not; undefined for others. */
function whenCompared(expression: TypedExpression, holds: boolean): Terms | undefined {
  if (expression.kind !== 'comparison' || !conditions.has(expression.left.kind)) return undefined;
  const { operator, left, right } = expression;
  if (right.kind !== 'constant' || typeof right.value !== 'boolean') return undefined;
  if (operator !== 'eq' && operator !== 'ne') return undefined;
  const isSame = (operator === 'eq') === holds;
  if (!isSame && !isNeverNull(left)) return undefined;
  return right.value === isSame ? whenTrue(left) : whenFalse(left);
}

/** Terms that are all true when, and only when, an expression is. */
function whenTrue(expression: TypedExpression): Terms {
  const { kind } = expression;
  if (kind === 'and') return expression.operands.flatMap(whenTrue);
  if (kind === 'or') return [either(expression.operands, whenTrue)];
  if (kind === 'not') return whenFalse(expression.operand);
  return whenCompared(expression, true) ?? [compared(expression, true) ?? expression];
}

/** Terms that are all true when, and only when, an expression is false, which null is not. */
function whenFalse(expression: TypedExpression): Terms {
  const { kind } = expression;
  if (kind === 'or') return expression.operands.flatMap(whenFalse);
  // Before they part: a month is that of its year.
  if (kind === 'and') return [either(monthsAsDates(expression.operands), whenFalse)];
  if (kind === 'not') return whenTrue(expression.operand);
  const isCompared = whenCompared(expression, false);
  if (isCompared !== undefined) return isCompared;
  const opposite = kind === 'comparison' ? opposites[expression.operator] : undefined;
  if (kind === 'comparison' && opposite !== undefined) return [{ ...expression, operator: opposite }];
  return [compared(expression, false) ?? { kind: 'not', type: 'Edm.Boolean', operand: expression }];
}

/**
 * The terms a filter is a conjunction of, in the one spelling the plan reads: `not (x ne 1)` and `(x eq 1) eq true` are `x eq 1`,
 * and months of a year are dates.
 */
export function conjuncts(filter: TypedExpression | undefined): Terms {
  return filter === undefined ? [] : monthsAsDates(whenTrue(filter));
}
