import type { TypedExpression } from './typedExpression.ts';

type Kind = TypedExpression['kind'];
type Parts<K extends Kind> = (
  expression: Extract<TypedExpression, { readonly kind: K }>,
) => readonly (TypedExpression | undefined)[];

const leaf = () => [];

/** The expressions directly within an expression of each kind. */
const parts: { readonly [K in Kind]: Parts<K> } = {
  constant: leaf,
  property: leaf,
  computed: leaf,
  variable: leaf,
  and: ({ operands }) => operands,
  or: ({ operands }) => operands,
  not: ({ operand }) => [operand],
  comparison: ({ left, right }) => [left, right],
  in: ({ operand, items }) => [operand, ...items],
  inCollection: ({ operand, collection }) => [operand, collection],
  call: (call) => call.arguments,
  case: ({ branches }) => branches.flatMap(({ when, then }) => [when, then]),
  collection: ({ items }) => items,
  any: ({ collection }) => [collection],
  all: ({ collection }) => [collection],
  count: ({ collection }) => [collection],
  entitySet: leaf,
  search: leaf,
};

/** The expressions directly within an expression, but for the conditions of lambdas and counts. */
export function expressionParts(expression: TypedExpression): readonly (TypedExpression | undefined)[] {
  // The row of a kind takes the expressions of that kind.
  return (parts[expression.kind] as Parts<Kind>)(expression);
}
