import { compileExpression } from './compileExpression.ts';
import { constant } from './constant.ts';
import type { Meter } from './cost/meter.ts';
import { expressionParts } from './expressionParts.ts';
import type { TypedExpression } from './typedExpression.ts';

/** Kinds that have a value when all that is directly within them has one. */
const folded: ReadonlySet<TypedExpression['kind']> = new Set<TypedExpression['kind']>([
  'not',
  'comparison',
  'in',
  'inCollection',
  'call',
  'case',
  'collection',
]);

/**
 * Replaces an expression over constants by its value, so that the storage plan sees `date(now()) sub duration'P7D'` as
 * the date it is. Throws 400 when it has none, and when the constants cost too much.
 */
export function fold(expression: TypedExpression, meter: Meter): TypedExpression {
  const isConstant =
    folded.has(expression.kind) && expressionParts(expression).every((part) => part?.kind === 'constant');
  return isConstant ? constant(expression.type, compileExpression(expression, meter)({})) : expression;
}
