import { expressionParts } from './expressionParts.ts';
import type { TypedExpression } from './typedExpression.ts';

/** The nodes that are evaluated for a row, which is what a `Meter` is charged for it; conditions of lambdas are charged for each item instead. */
export function countNodes(expression: TypedExpression | undefined): number {
  if (expression === undefined) return 0;
  return expressionParts(expression).reduce((nodes, part) => nodes + countNodes(part), 1);
}
