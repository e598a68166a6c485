import type { EdmPrimitive, EdmTypeName } from '../../edm/edmValue.ts';
import { constant } from '../../expression/constant.ts';
import { convert, isNumeric, promoted } from '../../expression/values/convert.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { valueType } from '../../expression/values/valueType.ts';
import { constantFromText, excerpt } from './bindLiteral.ts';
import { invalid, type BindScope } from './bindScope.ts';
import { castTo } from './castTo.ts';
import { described } from './described.ts';

/** Numeric promotion of one side; integers of any size are held alike and need none. */
function promote(expression: TypedExpression, from: EdmTypeName, to: EdmTypeName, meter: Meter): TypedExpression {
  return valueType(from).range !== undefined && to === 'Edm.Int64' ? expression : castTo(expression, to, meter);
}

/** A constant that is a whole number in the range of Edm.Int64, as one: comparing with it needs no conversion per row. */
function asExactInteger(expression: TypedExpression, from: EdmTypeName): TypedExpression | undefined {
  if (expression.kind !== 'constant' || expression.value === null) return undefined;
  const integer = convert(expression.value as EdmPrimitive, from, 'Edm.Int64');
  if (integer === null) return undefined;
  const { compare } = valueType(from);
  const isExact = compare(convert(integer, 'Edm.Int64', from) ?? integer, expression.value as EdmPrimitive) === 0;
  return isExact ? constant('Edm.Int64', integer) : undefined;
}

type Pair = readonly [TypedExpression, TypedExpression];

function promotedPair(
  left: TypedExpression,
  right: TypedExpression,
  leftType: EdmTypeName,
  rightType: EdmTypeName,
  meter: Meter,
): Pair {
  const isInteger = (type: EdmTypeName): boolean => valueType(type).range !== undefined;
  if (isInteger(leftType)) {
    const exact = isInteger(rightType) ? right : asExactInteger(right, rightType);
    if (exact !== undefined) return [left, exact];
  } else if (isInteger(rightType)) {
    const exact = asExactInteger(left, leftType);
    if (exact !== undefined) return [exact, right];
  }
  const type = promoted(leftType, rightType);
  return [promote(left, leftType, type, meter), promote(right, rightType, type, meter)];
}

/** Reads a string constant as a value of the other side's type (Protocol 4.01, 13.2.1: strings are cast in URLs). */
function stringAs(text: string, type: EdmTypeName, scope: BindScope, at: number): TypedExpression {
  const converted = constantFromText(text, type);
  if (converted !== undefined) return converted;
  throw invalid(
    scope,
    `'${excerpt(text)}' is compared with a value of ${type} but is not ${valueType(type).example}`,
    at,
  );
}

/** What to write instead of a constant that does not fit the other side. */
function remedy(side: TypedExpression, other: TypedExpression): string | undefined {
  if (other.kind !== 'constant' || side.kind === 'constant') return undefined;
  if (isCollection(side.type) || side.type === 'null') return 'compare it with another collection';
  if (side.type !== 'Edm.String' || isCollection(other.type) || other.type === 'null') {
    return `compare it with ${valueType(side.type).example}`;
  }
  return `write '${excerpt(valueType(other.type).toText(other.value as EdmPrimitive))}'`;
}

/**
 * Brings both sides of a comparison to one type: numeric promotion (URL Conventions 4.01, 5.1.1.18), and string constants
 * read as the type of the other side. Throws 400 for types that cannot be compared.
 */
export function comparable(left: TypedExpression, right: TypedExpression, scope: BindScope, at: number): Pair {
  const [leftType, rightType] = [left.type, right.type];
  if (leftType === rightType || leftType === 'null' || rightType === 'null') return [left, right];
  if (!isCollection(leftType) && !isCollection(rightType)) {
    if (isNumeric(leftType) && isNumeric(rightType)) {
      return promotedPair(left, right, leftType, rightType, scope.context.meter);
    }
    if (right.kind === 'constant' && rightType === 'Edm.String') {
      return [left, stringAs(right.value as string, leftType, scope, at)];
    }
    if (left.kind === 'constant' && leftType === 'Edm.String') {
      return [stringAs(left.value as string, rightType, scope, at), right];
    }
  }
  const problem = `${described(left)} cannot be compared with ${described(right)}`;
  throw invalid(scope, `${problem}; ${remedy(left, right) ?? remedy(right, left) ?? 'cast one of them'}`, at);
}
