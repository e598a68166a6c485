import type { Decimal } from '../../edm/edmValue.ts';
import {
  decimalFromInteger,
  decimalFromNumber,
  decimalToNumber,
  isSpecialDecimal,
  normalisedDecimal,
} from './decimal.ts';
import { divideRounded, integerDigits, powerOfTen } from './integerDigits.ts';

/** Significant digits a quotient is rounded to (those of IEEE 754 decimal128). */
const quotientDigits = 34;

type Arithmetic = (left: Decimal, right: Decimal) => Decimal | undefined;

/** Special values follow the arithmetic of doubles. */
function arithmetic(ofNumbers: (left: number, right: number) => number, exact: Arithmetic): Arithmetic {
  return (left, right) =>
    isSpecialDecimal(left) || isSpecialDecimal(right)
      ? decimalFromNumber(ofNumbers(decimalToNumber(left), decimalToNumber(right)))
      : exact(left, right);
}

/** Applies an integer operation to both numbers brought to one scale. */
function aligned(operation: (left: bigint, right: bigint) => bigint): Arithmetic {
  return (left, right) => {
    const scale = Math.max(left.scale, right.scale);
    const a = left.unscaled * powerOfTen(scale - left.scale);
    return normalisedDecimal(operation(a, right.unscaled * powerOfTen(scale - right.scale)), scale);
  };
}

function quotient(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.unscaled === 0n) return decimalFromNumber(Math.sign(decimalToNumber(left)) / 0);
  const shift = Math.max(0, quotientDigits + integerDigits(right.unscaled) - integerDigits(left.unscaled));
  const unscaled = divideRounded(left.unscaled * powerOfTen(shift), right.unscaled);
  const scale = left.scale - right.scale + shift;
  return scale >= 0 ? normalisedDecimal(unscaled, scale) : normalisedDecimal(unscaled * powerOfTen(-scale), 0);
}

/** Exact sum, difference and product; undefined when the result has more than 100 digits before the point. */
export const addDecimals: Arithmetic = arithmetic(
  (a, b) => a + b,
  aligned((a, b) => a + b),
);
export const subtractDecimals: Arithmetic = arithmetic(
  (a, b) => a - b,
  aligned((a, b) => a - b),
);
export const multiplyDecimals: Arithmetic = arithmetic(
  (a, b) => a * b,
  (left, right) => normalisedDecimal(left.unscaled * right.unscaled, left.scale + right.scale),
);
/** Quotient to 34 significant digits; INF, -INF or NaN for a divisor of zero. */
export const divideDecimals: Arithmetic = arithmetic((a, b) => a / b, quotient);
/** Remainder with the sign of the dividend; the divisor must not be zero. */
export const remainderOfDecimals: Arithmetic = arithmetic(
  (a, b) => a % b,
  aligned((a, b) => a % b),
);

/** Rounds to an integer: `floor`, `ceiling`, or `round` with halves away from zero (URL Conventions 4.01, 5.1.1.9). */
export function roundDecimal(value: Decimal, mode: 'floor' | 'ceiling' | 'round' | 'truncate'): Decimal {
  if (isSpecialDecimal(value) || value.scale === 0) return value;
  const one = powerOfTen(value.scale);
  const truncated = value.unscaled / one;
  const rest = value.unscaled % one;
  if (mode === 'round') return decimalFromInteger(divideRounded(value.unscaled, one));
  if (mode === 'floor' && rest < 0n) return decimalFromInteger(truncated - 1n);
  if (mode === 'ceiling' && rest > 0n) return decimalFromInteger(truncated + 1n);
  return decimalFromInteger(truncated);
}
