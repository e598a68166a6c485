import type { Decimal, EdmPrimitive, EdmTypeName } from '../../edm/edmValue.ts';
import { decimalFromInteger, decimalFromNumber, decimalToNumber } from './decimal.ts';
import { roundDecimal } from './decimalArithmetic.ts';
import { valueType } from './valueType.ts';

/** True for the types numeric promotion knows. */
export function isNumeric(type: EdmTypeName): boolean {
  return valueType(type).rank !== undefined;
}

function asDecimal(value: EdmPrimitive): Decimal | undefined {
  if (typeof value === 'bigint') return decimalFromInteger(value);
  return typeof value === 'number' ? decimalFromNumber(value) : (value as Decimal);
}

function asNumber(value: EdmPrimitive): number {
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : decimalToNumber(value as Decimal);
}

/** Between numeric types, with rounding; null when the whole part does not fit. */
function convertNumber(value: EdmPrimitive, to: EdmTypeName): EdmPrimitive | null {
  const { range } = valueType(to);
  if (to === 'Edm.Single') return Math.fround(asNumber(value));
  if (to === 'Edm.Double') return asNumber(value);
  const decimal = asDecimal(value);
  if (decimal === undefined || range === undefined) return decimal ?? null;
  const { unscaled, scale } = roundDecimal(decimal, 'round');
  return scale === 0 && unscaled >= range[0] && unscaled <= range[1] ? unscaled : null;
}

/**
 * `cast` of a value of one primitive type to another (URL Conventions 4.01, 5.1.1.10.1): to and from strings by the text
 * of the value, between numbers with rounding; null when that fails.
 */
export function convert(value: EdmPrimitive, from: EdmTypeName, to: EdmTypeName): EdmPrimitive | null {
  if (from === to) return value;
  if (to === 'Edm.String') return valueType(from).toText(value);
  if (from === 'Edm.String') return valueType(to).fromText(value as string) ?? null;
  return isNumeric(from) && isNumeric(to) ? convertNumber(value, to) : null;
}

/** The type two numeric types are promoted to (URL Conventions 4.01, 5.1.1.18); integers always to Edm.Int64. */
export function promoted(left: EdmTypeName, right: EdmTypeName): EdmTypeName {
  const greater = (valueType(left).rank ?? 0) >= (valueType(right).rank ?? 0) ? left : right;
  return valueType(greater).range === undefined ? greater : 'Edm.Int64';
}
