import { constant, isBoolean, nullConstant } from '../../expression/constant.ts';
import { expressionParts } from '../../expression/expressionParts.ts';
import { junction } from '../../expression/junction.ts';
import { termsOf } from '../../expression/termsOf.ts';
import type { Case, ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
import { monthsAsDates } from './monthsAsDates.ts';

/** Conditions by themselves: what their value is compared with says whether they hold. */
const conditions: ReadonlySet<TypedExpression['kind']> = new Set([
  'comparison',
  'in',
  'and',
  'or',
  'not',
  'call',
  'case',
]);

const opposites: Partial<Record<ComparisonOperator, ComparisonOperator>> = { eq: 'ne', ne: 'eq' };

type Terms = readonly TypedExpression[];

/** What is true when all terms are. */
function all(terms: Terms): TypedExpression {
  return junction('and', terms);
}

/** `x in (1)` is `x eq 1`; any other as it is. */
function asEquality(expression: TypedExpression): TypedExpression {
  if (expression.kind !== 'in') return expression;
  const { operand: left, items } = expression;
  const [right, ...more] = items;
  if (right?.kind !== 'constant' || more.length > 0) return expression;
  return { kind: 'comparison', type: 'Edm.Boolean', operator: 'eq', left, right };
}

/** A truth value that is stored, as the comparison that storage takes. */
function compared(left: TypedExpression, value: boolean): TypedExpression | undefined {
  if (left.kind !== 'property') return undefined;
  return { kind: 'comparison', type: 'Edm.Boolean', operator: 'eq', left, right: constant('Edm.Boolean', value) };
}

/** What is true when all terms of any alternative are. */
function either(alternatives: Terms, termsWhen: (alternative: TypedExpression) => Terms): TypedExpression {
  return junction(
    'or',
    alternatives.map((alternative) => all(monthsAsDates(termsWhen(alternative)))),
  );
}

/** True for a condition that is always true or false, whatever is null. */
function isNeverNull(expression: TypedExpression): boolean {
  const { kind } = expression;
  if (kind === 'and' || kind === 'or') return expression.operands.every(isNeverNull);
  if (kind === 'constant') return expression.value !== null;
  return kind === 'not' ? isNeverNull(expression.operand) : kind === 'comparison' || kind === 'in';
}

/** Conditions that are null where the text they are about is, and never else. */
const ofTexts: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains']);

/** What is true when, and only when, a condition is null; undefined where that is left to the evaluator. */
function whenNull(expression: TypedExpression): TypedExpression | undefined {
  if (isNeverNull(expression)) return constant('Edm.Boolean', false);
  if (expression.kind === 'not') return whenNull(expression.operand);
  if (expression.kind !== 'call' || !ofTexts.has(expression.name)) return undefined;
  const [left, given] = expression.arguments;
  if (left?.kind !== 'property' || given?.kind !== 'constant') return undefined;
  return { kind: 'comparison', type: 'Edm.Boolean', operator: 'eq', left, right: nullConstant };
}

/** The same of a condition that is compared with a truth value, where that `holds`, or not; undefined for others. */
function whenCompared(expression: TypedExpression, holds: boolean): Terms | undefined {
  if (expression.kind !== 'comparison' || !conditions.has(expression.left.kind)) return undefined;
  const { operator, left, right } = expression;
  if (right.kind !== 'constant' || typeof right.value !== 'boolean') return undefined;
  if (operator !== 'eq' && operator !== 'ne') return undefined;
  const isSame = (operator === 'eq') === holds;
  const same = right.value === isSame ? whenTrue : whenFalse;
  if (isSame) return same(left);
  const isNull = whenNull(left);
  return isNull && termsOf(junction('or', [all(same(left)), isNull]));
}

/** Most branches of a case that are read as alternatives, each with the conditions before it. */
const mostBranches = 4;

/** True for an expression with a case in it. */
function hasCase(expression: TypedExpression): boolean {
  const within = expressionParts(expression).some((part) => part !== undefined && hasCase(part));
  return within || expression.kind === 'case';
}

/** When a case is true, or false: a branch comes to that and applies, and none before it does; undefined where that cannot be told. */
function whenBranch({ branches }: Case, termsWhen: (then: TypedExpression) => Terms): Terms | undefined {
  if (branches.length > mostBranches || branches.some(({ when }) => hasCase(when))) return undefined;
  const alternatives: TypedExpression[] = [];
  for (const [at, { when, then }] of branches.entries()) {
    const result = termsWhen(then);
    if (result.some((term) => isBoolean(term, false))) continue;
    const before = branches.slice(0, at).map((branch) => branch.when);
    if (!before.every(isNeverNull)) return undefined;
    alternatives.push(all(monthsAsDates([...before.flatMap(whenFalse), ...whenTrue(when), ...result])));
  }
  return termsOf(junction('or', alternatives));
}

/** Terms that are all true when, and only when, an expression is. */
function whenTrue(given: TypedExpression): Terms {
  const expression = asEquality(given);
  const { kind } = expression;
  if (kind === 'constant') return [constant('Edm.Boolean', expression.value === true)];
  if (kind === 'case') return whenBranch(expression, whenTrue) ?? [expression];
  if (kind === 'and') return expression.operands.flatMap(whenTrue);
  if (kind === 'or') return [either(expression.operands, whenTrue)];
  if (kind === 'not') return whenFalse(expression.operand);
  return whenCompared(expression, true) ?? [compared(expression, true) ?? expression];
}

/** Terms that are all true when, and only when, an expression is false, which null is not. */
function whenFalse(given: TypedExpression): Terms {
  const expression = asEquality(given);
  const { kind } = expression;
  if (kind === 'constant') return [constant('Edm.Boolean', expression.value === false)];
  if (kind === 'or') return expression.operands.flatMap(whenFalse);
  // Before they part: a month is that of its year.
  if (kind === 'and') return [either(monthsAsDates(expression.operands.map(asEquality)), whenFalse)];
  if (kind === 'not') return whenTrue(expression.operand);
  const read = kind === 'case' ? whenBranch(expression, whenFalse) : whenCompared(expression, false);
  if (read !== undefined) return read;
  const opposite = kind === 'comparison' ? opposites[expression.operator] : undefined;
  if (kind === 'comparison' && opposite !== undefined) return [{ ...expression, operator: opposite }];
  return [compared(expression, false) ?? { kind: 'not', type: 'Edm.Boolean', operand: expression }];
}

/**
 * The terms a filter is a conjunction of, in the one spelling the plan reads: `not (x ne 1)` and `(x eq 1) eq true` are `x eq 1`,
 * and months of a year and days of a month are dates.
 */
export function conjuncts(filter: TypedExpression | undefined): Terms {
  return filter === undefined ? [] : monthsAsDates(whenTrue(filter));
}
