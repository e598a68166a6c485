import { constant, isBoolean } from './constant.ts';
import type { TypedExpression } from './typedExpression.ts';

/**
 * `and` or `or` of Boolean expressions: nested ones of the same kind become operands of one, constants that decide nothing
 * are left out, and one that decides everything is the result (which holds with null operands too).
 */
export function junction(kind: 'and' | 'or', operands: readonly TypedExpression[]): TypedExpression {
  const deciding = kind === 'or';
  const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
  if (flat.some((operand) => isBoolean(operand, deciding))) return constant('Edm.Boolean', deciding);
  const relevant = flat.filter((operand) => !isBoolean(operand, !deciding));
  const [only, ...others] = relevant;
  if (only === undefined) return constant('Edm.Boolean', !deciding);
  return others.length === 0 ? only : { kind, type: 'Edm.Boolean', operands: relevant };
}
