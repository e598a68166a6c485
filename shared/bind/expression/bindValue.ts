import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Expression } from '../../url/syntax/syntaxTree.ts';
import { invalid, type BindScope } from './bindScope.ts';
import { nameHint } from './nameHint.ts';

/** The word an expression is that names nothing of the row; undefined for anything else. */
function unknownWord(expression: Expression, { shape, variables }: BindScope): string | undefined {
  if (expression.kind !== 'path' || expression.root !== undefined || expression.alias !== undefined) return undefined;
  const [first, second] = expression.steps;
  if (second !== undefined || first?.step !== 'name' || first.arguments !== undefined) return undefined;
  const { name } = first;
  const isKnown = variables.has(name) || shape.columns.has(name) || shape.sets?.some((set) => set.name === name);
  return isKnown === true || name.includes('.') || shape.columns.size === 0 ? undefined : name;
}

/**
 * Binds what a value is compared with: a word there that names nothing is most likely a string without its quotation marks,
 * and the 400 says so.
 */
export function bindValue(expression: Expression, scope: BindScope): TypedExpression {
  const word = unknownWord(expression, scope);
  if (word === undefined) return scope.bind(expression, scope);
  const { shape } = scope;
  throw invalid(scope, `'${shape.label}' has no property '${word}'; ${nameHint(word, shape, true)}`, expression.at);
}
