import type { TypedExpression } from '../../expression/typedExpression.ts';

/** The terms of which something is a conjunction as it stands. */
export function termsOf(expression: TypedExpression): readonly TypedExpression[] {
  return expression.kind === 'and' ? expression.operands : [expression];
}
