import type { ValueTypeName } from '../edm/edmValue.ts';
import { expressionParts } from './expressionParts.ts';
import type { Call, TypedExpression } from './typedExpression.ts';

/** Values that are calculated with as integers of many digits: a call about one takes as long as so many plain nodes. */
const ofTime: ReadonlySet<ValueTypeName> = new Set<ValueTypeName>([
  'Edm.Date',
  'Edm.TimeOfDay',
  'Edm.DateTimeOffset',
  'Edm.Duration',
]);
const nodesOfTime = 64;

/** Operators on integers that take longer than the others, and as how many nodes. */
const nodesOfOperator: ReadonlyMap<string, number> = new Map([
  ['div', 32],
  ['mod', 32],
]);

function nodesOfCall({ name, type, arguments: given }: Call): number {
  if (ofTime.has(type) || given.some((argument) => ofTime.has(argument.type))) return nodesOfTime;
  return nodesOfOperator.get(name) ?? 1;
}

/** The nodes that are evaluated for a row, which is what a `Meter` is charged for it; conditions of lambdas are charged for each item instead. */
export function countNodes(expression: TypedExpression | undefined): number {
  if (expression === undefined) return 0;
  const own = expression.kind === 'call' ? nodesOfCall(expression) : 1;
  return expressionParts(expression).reduce((nodes, part) => nodes + countNodes(part), own);
}
