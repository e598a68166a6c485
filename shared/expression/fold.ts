import { compileExpression } from './compileExpression.ts';
import { constant } from './constant.ts';
import type { Meter } from './cost/meter.ts';
import type { TypedExpression } from './typedExpression.ts';

type Kind = TypedExpression['kind'];
type Operands<K extends Kind> = (
  expression: Extract<TypedExpression, { readonly kind: K }>,
) => readonly TypedExpression[];

/** The operands that must be constant for the whole to be; kinds without a row are never folded. */
const operands: { readonly [K in Kind]?: Operands<K> } = {
  not: ({ operand }) => [operand],
  comparison: ({ left, right }) => [left, right],
  in: ({ operand, items }) => [operand, ...items],
  inCollection: ({ operand, collection }) => [operand, collection],
  call: (call) => call.arguments,
  case: ({ branches }) => branches.flatMap(({ when, then }) => [when, then]),
  collection: ({ items }) => items,
};

/**
 * Replaces an expression over constants by its value, so that the storage plan sees `date(now()) sub duration'P7D'` as
 * the date it is. Throws 400 when it has none, and when the constants cost too much.
 */
export function fold(expression: TypedExpression, meter: Meter): TypedExpression {
  // The row of a kind takes the expressions of that kind.
  const read = operands[expression.kind] as Operands<Kind> | undefined;
  const isConstant = read?.(expression).every((operand) => operand.kind === 'constant') === true;
  return isConstant ? constant(expression.type, compileExpression(expression, meter)({})) : expression;
}
