import type { Decimal } from '../../edm/edmValue.ts';
import { isInt64 } from '../../edm/int64Type.ts';
import { decimalFromInteger, decimalFromNumber } from '../values/decimal.ts';
import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  remainderOfDecimals,
  roundDecimal,
  subtractDecimals,
} from '../values/decimalArithmetic.ts';
import { evaluationError } from './evaluationError.ts';
import { dateTimeOffset } from '../../edm/dateTimeOffset.ts';
import { dateOfDay, dayNumber } from '../../edm/dayNumber.ts';
import { picosecondsPerDay } from '../../edm/picoseconds.ts';
import { signature, type SignatureTable } from './signature.ts';
import { valueUnits } from '../values/valueUnits.ts';

function int64(operator: string, value: bigint): bigint {
  if (isInt64(value)) return value;
  throw evaluationError(
    `the result of '${operator}' is outside the range of Edm.Int64; calculate with decimals, as in cast(x,Edm.Decimal).`,
  );
}

function decimal(operator: string, value: Decimal | undefined): Decimal {
  if (value !== undefined) return value;
  throw evaluationError(`the result of '${operator}' has more than 100 digits before the decimal point.`);
}

function divisor(operator: string, isZero: boolean): void {
  if (isZero) throw evaluationError(`'${operator}' by zero; 'divby' gives INF, -INF or NaN instead.`);
}

/**
 * No calculation grows without bound, and what is calculated can be sent as a value: nine digits of days, and what the hours
 * and minutes beside them come to; about 5.4 million years.
 */
const durationLimit = 2_000_000_000n * picosecondsPerDay;

function duration(operator: string, value: Decimal | bigint | undefined): bigint {
  const exact =
    typeof value === 'bigint' ? value : value && value.scale >= 0 ? roundDecimal(value, 'round').unscaled : undefined;
  if (exact !== undefined && exact > -durationLimit && exact < durationLimit) return exact;
  throw evaluationError(`the result of '${operator}' is no duration this service can hold.`);
}

/** Midnight of the date, plus the duration, without its time (XML Schema 1.1 part 2, E.3.3). */
function shiftedDate(date: string, by: bigint): string {
  const moved = dayNumber(date) * picosecondsPerDay + by;
  const day = moved / picosecondsPerDay - (moved % picosecondsPerDay < 0n ? 1n : 0n);
  const result = dateOfDay(day);
  if (result === undefined) throw evaluationError('the date lies outside the years 1 to 9999.');
  return result;
}

function shiftedPoint(point: { readonly instant: bigint; readonly offset: number }, by: bigint) {
  const result = dateTimeOffset(point.instant + by, point.offset);
  if (result === undefined) throw evaluationError('the point in time lies outside the years 1 to 9999.');
  return result;
}

const int = 'Edm.Int64';
const dec = 'Edm.Decimal';
const double = 'Edm.Double';
const dur = 'Edm.Duration';
const date = 'Edm.Date';
const point = 'Edm.DateTimeOffset';

function scaled(operator: string, by: typeof multiplyDecimals) {
  return (value: bigint, factor: Decimal | undefined): bigint =>
    duration(operator, factor === undefined ? undefined : by(decimalFromInteger(value), factor));
}

/** Two decimals calculated with, or one and an integer. */
function ofDecimals(left: Decimal | bigint, right: Decimal | bigint): number {
  return valueUnits(left) + valueUnits(right);
}

const times = scaled('mul', multiplyDecimals);
const over = scaled('div', divideDecimals);

const durationDivision = [
  signature([dur, dec], dur, (a, b) => over(a, b), ofDecimals),
  signature([dur, double], dur, (a, b) => over(a, decimalFromNumber(b))),
];

/** The arithmetic operators (URL Conventions 4.01, 5.1.1.2): one row each, `negate` for the unary minus. */
export const arithmeticOperators: SignatureTable = {
  add: [
    signature([int, int], int, (a, b) => int64('add', a + b)),
    signature([dec, dec], dec, (a, b) => decimal('add', addDecimals(a, b)), ofDecimals),
    signature([double, double], double, (a, b) => a + b),
    signature([dur, dur], dur, (a, b) => duration('add', a + b)),
    signature([date, dur], date, (a, b) => shiftedDate(a, b)),
    signature([point, dur], point, (a, b) => shiftedPoint(a, b)),
  ],
  sub: [
    signature([int, int], int, (a, b) => int64('sub', a - b)),
    signature([dec, dec], dec, (a, b) => decimal('sub', subtractDecimals(a, b)), ofDecimals),
    signature([double, double], double, (a, b) => a - b),
    signature([dur, dur], dur, (a, b) => duration('sub', a - b)),
    signature([date, dur], date, (a, b) => shiftedDate(a, -b)),
    signature([date, date], dur, (a, b) => (dayNumber(a) - dayNumber(b)) * picosecondsPerDay),
    signature([point, dur], point, (a, b) => shiftedPoint(a, -b)),
    signature([point, point], dur, (a, b) => a.instant - b.instant),
  ],
  mul: [
    signature([int, int], int, (a, b) => int64('mul', a * b)),
    signature([dec, dec], dec, (a, b) => decimal('mul', multiplyDecimals(a, b)), ofDecimals),
    signature([double, double], double, (a, b) => a * b),
    signature([dur, dec], dur, (a, b) => times(a, b), ofDecimals),
    signature([dec, dur], dur, (a, b) => times(b, a), ofDecimals),
    signature([dur, double], dur, (a, b) => times(a, decimalFromNumber(b))),
    signature([double, dur], dur, (a, b) => times(b, decimalFromNumber(a))),
  ],
  div: [
    signature([int, int], int, (a, b) => {
      divisor('div', b === 0n);
      return int64('div', a / b);
    }),
    signature([dec, dec], dec, (a, b) => decimal('div', divideDecimals(a, b)), ofDecimals),
    signature([double, double], double, (a, b) => a / b),
    ...durationDivision,
  ],
  divby: [
    signature([dec, dec], dec, (a, b) => decimal('divby', divideDecimals(a, b)), ofDecimals),
    signature([double, double], double, (a, b) => a / b),
    ...durationDivision,
  ],
  mod: [
    signature([int, int], int, (a, b) => {
      divisor('mod', b === 0n);
      return a % b;
    }),
    signature(
      [dec, dec],
      dec,
      (a, b) => {
        divisor('mod', b.unscaled === 0n);
        return decimal('mod', remainderOfDecimals(a, b));
      },
      ofDecimals,
    ),
    signature([double, double], double, (a, b) => {
      divisor('mod', b === 0);
      return a % b;
    }),
  ],
  negate: [
    signature([int], int, (a) => int64('-', -a)),
    signature([dec], dec, (a) => ({ unscaled: -a.unscaled, scale: a.scale })),
    signature([double], double, (a) => -a),
    signature([dur], dur, (a) => -a),
  ],
};
