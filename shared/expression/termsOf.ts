import type { TypedExpression } from './typedExpression.ts';

/** The terms of which something is a conjunction as it stands; none of nothing. */
export function termsOf(expression: TypedExpression | undefined): readonly TypedExpression[] {
  if (expression === undefined) return [];
  return expression.kind === 'and' ? expression.operands : [expression];
}
