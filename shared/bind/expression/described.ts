import type { TypedExpression } from '../../expression/typedExpression.ts';

/** What to call an expression in a message. */
export function described(expression: TypedExpression): string {
  const named = expression.kind === 'property' || expression.kind === 'computed';
  return named ? `'${expression.name}' (${expression.type})` : `a value of ${expression.type}`;
}
