import type { BinaryOperator } from '../syntax/syntaxTree.ts';

/** A binary operator and how tightly it binds. */
export interface Operator {
  readonly name: BinaryOperator;
  readonly precedence: number;
}

/** URL Conventions 4.01, 5.1.1.17: operators from the loosest to the tightest; `not` and negation stand between. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['eq', 'ne'],
  ['gt', 'ge', 'lt', 'le'],
  ['add', 'sub'],
  ['mul', 'div', 'divby', 'mod'],
  ['has', 'in'],
];

const table = new Map<string, Operator>(
  levels.flatMap((names, index) => names.map((name): [string, Operator] => [name, { name, precedence: index + 1 }])),
);

/** What an operand of `not` and of a negation binds like: only `has` and `in` are tighter. */
export const primaryPrecedence = levels.length;

/** The operator called `word`, case ignored (Protocol 4.01, 13.2.1 item 7). */
export function operatorOf(word: string): Operator | undefined {
  return table.get(word) ?? table.get(word.toLowerCase());
}
