import type { TypedExpression } from './typedExpression.ts';

type Kind = TypedExpression['kind'];
type Parts<K extends Kind> = (
  expression: Extract<TypedExpression, { readonly kind: K }>,
) => readonly (TypedExpression | undefined)[];

const leaf = () => [];

/** The expressions directly within an expression of each kind. Conditions of lambdas are charged for each item instead. */
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

/** The nodes that are evaluated for a row, which is what a `Meter` is charged for it. */
export function countNodes(expression: TypedExpression | undefined): number {
  if (expression === undefined) return 0;
  // The row of a kind takes the expressions of that kind.
  const within = (parts[expression.kind] as Parts<Kind>)(expression);
  return within.reduce((nodes, part) => nodes + countNodes(part), 1);
}
