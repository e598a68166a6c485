import type { ValueTypeName } from '../../edm/edmValue.ts';
import { arithmeticOperators } from '../../expression/functions/arithmeticOperators.ts';
import { comparison } from '../../expression/comparison.ts';
import { fold } from '../../expression/fold.ts';
import { junction } from '../../expression/junction.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { ComparisonOperator, TypedExpression } from '../../expression/typedExpression.ts';
import type { BinaryOperator, Expression } from '../../url/syntax/syntaxTree.ts';
import { bindMembership } from './bindMembership.ts';
import { bindOverload } from './bindOverload.ts';
import { bindValue } from './bindValue.ts';
import { invalid, unsupported, type BindScope } from './bindScope.ts';
import { comparable } from './comparable.ts';
import { described } from './described.ts';

type Binary = Extract<Expression, { readonly kind: 'binary' }>;
type Unary = Extract<Expression, { readonly kind: 'unary' }>;
type Binder = (expression: Binary, scope: BindScope) => TypedExpression;

/** An operand of `and`, `or`, `not`, or a whole condition: must be Boolean or null. */
export function bindCondition(expression: Expression, scope: BindScope): TypedExpression {
  const bound = scope.bind(expression, scope);
  if (bound.type === 'Edm.Boolean' || bound.type === 'null') return bound;
  throw invalid(
    scope,
    `a condition is needed here, but ${described(bound)} is none; compare it with something`,
    expression.at,
  );
}

/** A chain of one operator leans to the left and may be long, so its left side is walked, not descended into. */
const bindJunction: Binder = (expression, scope) => {
  const kind = expression.operator === 'or' ? 'or' : 'and';
  const operands: TypedExpression[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'binary' && rest.operator === expression.operator) {
    operands.push(bindCondition(rest.right, scope));
    rest = rest.left;
  }
  operands.push(bindCondition(rest, scope));
  return junction(kind, operands.reverse());
};

/** Edm.Binary is compared with null only, and collections for equality only (URL Conventions 4.01, 5.1.1.1). */
function checkComparable(operator: ComparisonOperator, type: ValueTypeName, scope: BindScope, at: number): void {
  const isEquality = operator === 'eq' || operator === 'ne';
  if (type === 'Edm.Binary') throw invalid(scope, 'Edm.Binary can be compared with null only', at);
  if (isCollection(type) && !isEquality) throw invalid(scope, `'${operator}' does not compare collections`, at);
}

function bindComparison(operator: ComparisonOperator): Binder {
  return (expression, scope) => {
    const sides = [scope.bind(expression.left, scope), bindValue(expression.right, scope)] as const;
    const [left, right] = comparable(...sides, scope, expression.at);
    if (left.type !== 'null' && right.type !== 'null') checkComparable(operator, left.type, scope, expression.at);
    return comparison(operator, left, right, scope.context.meter);
  };
}

const bindArithmetic: Binder = ({ operator, left, right, at }, scope) => {
  const operands = [scope.bind(left, scope), scope.bind(right, scope)];
  return bindOverload(operator, arithmeticOperators[operator] ?? [], operands, scope, at);
};

/** How each operator is bound (URL Conventions 4.01, 5.1.1.1 and 5.1.1.2). */
const binders: Readonly<Record<BinaryOperator, Binder>> = {
  or: bindJunction,
  and: bindJunction,
  eq: bindComparison('eq'),
  ne: bindComparison('ne'),
  gt: bindComparison('gt'),
  ge: bindComparison('ge'),
  lt: bindComparison('lt'),
  le: bindComparison('le'),
  in: ({ left, right, at }, scope) => bindMembership(scope.bind(left, scope), right, scope, at),
  has: (_expression, scope) => {
    throw unsupported(scope, "'has', for which there is no enumeration property here,");
  },
  add: bindArithmetic,
  sub: bindArithmetic,
  mul: bindArithmetic,
  div: bindArithmetic,
  divby: bindArithmetic,
  mod: bindArithmetic,
};

/** Binds `left operator right`. */
export function bindBinary(expression: Binary, scope: BindScope): TypedExpression {
  return binders[expression.operator](expression, scope);
}

/** What `not` stands before: without parentheses that is the next value and not the whole condition (5.1.1.17). */
function bindNegated(operand: Expression, scope: BindScope): TypedExpression {
  const bound = scope.bind(operand, scope);
  if (bound.type === 'Edm.Boolean' || bound.type === 'null') return bound;
  const finding = `'not' stands before a condition in parentheses, not (property eq value), but ${described(bound)} is none`;
  throw invalid(scope, finding, operand.at);
}

/** Binds `not x` and `-x`. */
export function bindUnary({ operator, operand, at }: Unary, scope: BindScope): TypedExpression {
  if (operator === 'not') {
    return fold({ kind: 'not', type: 'Edm.Boolean', operand: bindNegated(operand, scope) }, scope.context.meter);
  }
  return bindOverload('negate', arithmeticOperators['negate'] ?? [], [scope.bind(operand, scope)], scope, at);
}
