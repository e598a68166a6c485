import type { Decimal } from '../../edm/edmValue.ts';
import { divideRounded, integerDigits, powerOfTen } from './integerDigits.ts';

/** A result with more digits than this is rounded if they are fractional, and is an overflow if they are not. */
const maxDigits = 100;
/** Digits behind the point; the smallest double has 324. */
const maxScale = 400;

const numberText = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The special values of Edm.Decimal with floating scale. */
const specials: Readonly<Record<string, Decimal>> = {
  INF: { unscaled: 1n, scale: -Infinity },
  '-INF': { unscaled: -1n, scale: -Infinity },
  NaN: { unscaled: 0n, scale: -Infinity },
};

/** True for INF, -INF and NaN. */
export function isSpecialDecimal({ scale }: Decimal): boolean {
  return scale === -Infinity;
}

/** The same number without trailing zeros and with at most `maxDigits` digits; undefined if it is too large for them. */
export function normalisedDecimal(unscaled: bigint, scale: number): Decimal | undefined {
  let value = unscaled;
  let places = scale;
  const excess = Math.max(integerDigits(value) - maxDigits, places - maxScale);
  if (excess > places) return undefined;
  if (excess > 0) {
    value = divideRounded(value, powerOfTen(excess));
    places -= excess;
  }
  while (places > 0 && value % 10n === 0n) {
    value /= 10n;
    places -= 1;
  }
  return { unscaled: value, scale: places };
}

/** An integer as a Decimal. */
export function decimalFromInteger(value: bigint): Decimal {
  return { unscaled: value, scale: 0 };
}

/** Digits read of a number besides those it keeps: they decide how it is rounded, and those behind them do not. */
const guardDigits = 2;

/**
 * The number that `digits`, without leading zeros, stand for with `scale` of them behind the point. Of a long text no more is
 * calculated with than the result can depend on.
 */
function decimalOfDigits(digits: string, scale: number): Decimal | undefined {
  const excess = Math.max(0, digits.length - maxDigits - guardDigits);
  const places = scale - excess;
  // A digit before the point is kept exactly or not at all; what lies far behind the last place is nothing.
  if (places < 0) return excess > 0 || -places > maxDigits ? undefined : shifted(digits, -places);
  if (places - maxScale > digits.length - excess) return decimalFromInteger(0n);
  return normalisedDecimal(BigInt(digits.slice(0, digits.length - excess)), places);
}

function shifted(digits: string, by: number): Decimal | undefined {
  return normalisedDecimal(BigInt(digits) * powerOfTen(by), 0);
}

/** Reads `12`, `-1.50`, `1e3`, `INF`, `-INF` or `NaN`; undefined for other texts and more than 100 digits before the point. */
export function parseDecimal(text: string): Decimal | undefined {
  const special = Object.hasOwn(specials, text) ? specials[text] : undefined;
  if (special !== undefined) return special;
  const match = numberText.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return decimalFromInteger(0n);
  const magnitude = decimalOfDigits(digits, fraction.length - Number(exponent));
  return sign === '-' && magnitude !== undefined
    ? { unscaled: -magnitude.unscaled, scale: magnitude.scale }
    : magnitude;
}

/** The digits without exponent, as in payloads of OData 4.0. */
export function decimalText(value: Decimal): string {
  if (isSpecialDecimal(value)) return value.unscaled === 0n ? 'NaN' : value.unscaled > 0n ? 'INF' : '-INF';
  if (value.scale === 0) return value.unscaled.toString();
  const text = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
  const point = text.length - value.scale;
  return `${value.unscaled < 0n ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`;
}

/** The nearest double. */
export function decimalToNumber(value: Decimal): number {
  return isSpecialDecimal(value) ? Number(value.unscaled) * Infinity : Number(decimalText(value));
}

/** The decimal a double is written as; undefined when it has more than 100 digits before the point. */
export function decimalFromNumber(value: number): Decimal | undefined {
  if (Number.isNaN(value)) return specials['NaN'];
  if (!Number.isFinite(value)) return value > 0 ? specials['INF'] : specials['-INF'];
  return parseDecimal(String(value));
}

/** Negative, zero or positive; NaN when one side is NaN. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (isSpecialDecimal(left) || isSpecialDecimal(right)) {
    const [a, b] = [decimalToNumber(left), decimalToNumber(right)];
    return a === b ? 0 : a - b;
  }
  const scale = Math.max(left.scale, right.scale);
  const a = left.unscaled * powerOfTen(scale - left.scale);
  const b = right.unscaled * powerOfTen(scale - right.scale);
  return a < b ? -1 : a > b ? 1 : 0;
}
