import type { Decimal, EdmValue } from '../../edm/edmValue.ts';
import { integerDigits } from './integerDigits.ts';

/** A decimal of so many digits costs their square divided by this. */
const digitsOfUnit = 16;

/** Integers up to this size are counted as one of 20 digits, without being written. */
const small = 2n ** 64n;

/** Units a calculation with a decimal costs. */
export function decimalUnits({ unscaled, scale }: Decimal): number {
  const digits = unscaled < small && unscaled > -small ? 20 : integerDigits(unscaled);
  const places = scale > 0 ? digits + scale : digits;
  return Math.ceil((places * places) / digitsOfUnit);
}

/** Units it costs to look at a value: its characters, the digits of a decimal, all items of a collection. */
export function valueUnits(value: EdmValue): number {
  if (typeof value === 'string') return 1 + value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if ('unscaled' in value) return 1 + decimalUnits(value);
  if ('instant' in value) return 1;
  let units = 1;
  for (const item of value) units += valueUnits(item);
  return units;
}
