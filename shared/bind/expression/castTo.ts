import type { EdmPrimitive, EdmTypeName } from '../../edm/edmValue.ts';
import { nullConstant } from '../../expression/constant.ts';
import { convert } from '../../expression/values/convert.ts';
import { fold } from '../../expression/fold.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';

/** Digits of a decimal that is read from a text, at most: no more of it is calculated with. */
const mostDigits = 500;

/** Units a cast costs: the characters read or written, and for a decimal its digits. */
function castUnits(value: EdmPrimitive, to: EdmTypeName): number {
  const digits = to === 'Edm.Decimal' && typeof value === 'string' ? Math.min(value.length, mostDigits) : 0;
  return 16 + valueUnits(value) + (digits * digits) / 16;
}

/** `cast` to a primitive type; null for values that cannot be converted. */
export function castTo(expression: TypedExpression, type: EdmTypeName, meter: Meter): TypedExpression {
  const from = expression.type;
  if (from === type) return expression;
  if (from === 'null' || isCollection(from)) return nullConstant;
  const evaluate = (value: unknown) => convert(value as EdmPrimitive, from, type);
  const cost = (value: unknown): number => castUnits(value as EdmPrimitive, type);
  return fold({ kind: 'call', type, name: 'cast', evaluate, cost, arguments: [expression] }, meter);
}
