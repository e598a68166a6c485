import type { EdmPrimitive, EdmTypeName } from '../edm/edmValue.ts';
import { nullConstant } from '../expression/constant.ts';
import { convert } from '../expression/convert.ts';
import { fold } from '../expression/fold.ts';
import { isCollection } from '../expression/signature.ts';
import type { TypedExpression } from '../expression/typedExpression.ts';

/** `cast` to a primitive type; null for values that cannot be converted. */
export function castTo(expression: TypedExpression, type: EdmTypeName): TypedExpression {
  const from = expression.type;
  if (from === type) return expression;
  if (from === 'null' || isCollection(from)) return nullConstant;
  const evaluate = (value: unknown) => convert(value as EdmPrimitive, from, type);
  return fold({ kind: 'call', type, name: 'cast', evaluate, arguments: [expression] });
}
