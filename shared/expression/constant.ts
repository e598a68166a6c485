import type { EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import type { Constant, TypedExpression } from './typedExpression.ts';

/** A constant of a type. */
export function constant(type: ValueTypeName, value: EdmValue): Constant {
  return { kind: 'constant', type, value };
}

/** The literal null. */
export const nullConstant: Constant = constant('null', null);

/** True for the constant of that Boolean value. */
export function isBoolean(expression: TypedExpression, value: boolean): boolean {
  return expression.kind === 'constant' && expression.value === value;
}
