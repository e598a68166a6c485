import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Alias, Expression, QueryOption } from '../../url/syntax/syntaxTree.ts';
import { bindCall } from './bindCall.ts';
import { bindCase } from './bindCase.ts';
import type { BindContext } from './bindContext.ts';
import { bindLiteral } from './bindLiteral.ts';
import { bindArray } from './bindMembership.ts';
import { bindBinary, bindCondition, bindUnary } from './bindOperator.ts';
import { bindPath } from './bindPath.ts';
import { spendNode, unsupported, type BindScope } from './bindScope.ts';
import { aliasValue, cyclicAlias } from './parameterAlias.ts';
import type { RowShape } from '../bound/rowShape.ts';

type Kind = Expression['kind'];
type Binder<K extends Kind> = (
  expression: Extract<Expression, { readonly kind: K }>,
  scope: BindScope,
) => TypedExpression;

/** A parameter alias stands for its value, wherever it is used (URL Conventions 4.01, 5.3). */
function bindAlias({ name }: Alias, scope: BindScope): TypedExpression {
  if (scope.openAliases.has(name)) throw cyclicAlias(name);
  const inner = { ...scope, openAliases: new Set([...scope.openAliases, name]) };
  return bind(aliasValue(name, scope.options), inner);
}

const binders: { readonly [K in Kind]: Binder<K> } = {
  literal: bindLiteral,
  alias: bindAlias,
  path: bindPath,
  call: bindCall,
  unary: bindUnary,
  binary: bindBinary,
  case: bindCase,
  list: ({ items, at }, scope) => bindArray(items, scope, at),
  array: ({ items, at }, scope) => bindArray(items, scope, at),
  object: (_expression, scope) => {
    throw unsupported(scope, 'an object literal');
  },
};

function bind(expression: Expression, scope: BindScope): TypedExpression {
  spendNode(scope);
  // The row of a kind takes the expressions of that kind.
  return (binders[expression.kind] as Binder<Kind>)(expression, scope);
}

/** The scope of the expressions of one option. */
export function expressionScope(
  shape: RowShape,
  options: readonly QueryOption[],
  context: BindContext,
  target = '$filter',
): BindScope {
  const budget = { nodes: 0 };
  return { shape, options, context, target, variables: new Map(), openAliases: new Set(), budget, bind };
}

/**
 * Types an expression against the names of its scope: unknown names, wrong types and literals out of range are 400, valid
 * but unsupported constructs 501. Constant parts are evaluated.
 */
export function bindExpression(expression: Expression, scope: BindScope): TypedExpression {
  return bind(expression, scope);
}

/** Types a filter: a Boolean expression. */
export function bindFilter(condition: Expression, scope: BindScope): TypedExpression {
  return bindCondition(condition, scope);
}
