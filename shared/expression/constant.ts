import type { EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import type { Constant, TypedExpression } from './typedExpression.ts';

/** The literal null. */
export const nullConstant: Constant = { kind: 'constant', type: 'null', value: null };

/** A constant of a type; null has a type of its own, whatever it was calculated from. */
export function constant(type: ValueTypeName, value: EdmValue): Constant {
  return value === null ? nullConstant : { kind: 'constant', type, value };
}

/** True for the constant of that Boolean value. */
export function isBoolean(expression: TypedExpression, value: boolean): boolean {
  return expression.kind === 'constant' && expression.value === value;
}
