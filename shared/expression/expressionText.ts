import type { TypedExpression } from './typedExpression.ts';

/** What stands for a part of an expression in its text, where that is not the part itself. */
function written(name: string, value: unknown): unknown {
  if (name === 'property') return undefined;
  if (name === 'entityType') return (value as { readonly name: string }).name;
  if (typeof value === 'bigint') return { integer: value.toString() };
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  return value;
}

/** A text that two expressions share when they have the same value for every row. */
export function expressionText(expression: TypedExpression): string {
  return JSON.stringify(expression, written);
}
