import type { DateTimeOffset, Decimal } from '../../edm/edmValue.ts';
import { decimalFromInteger } from '../values/decimal.ts';
import { divideDecimals } from '../values/decimalArithmetic.ts';
import { localParts, parseDateTimeOffset } from '../../edm/dateTimeOffset.ts';
import { dateOfDay } from '../../edm/dayNumber.ts';
import { picosecondsPerHour, picosecondsPerMinute, picosecondsPerSecond } from '../../edm/picoseconds.ts';
import { signature, type Signature, type SignatureTable } from './signature.ts';

const int = 'Edm.Int32';
const date = 'Edm.Date';
const time = 'Edm.TimeOfDay';
const point = 'Edm.DateTimeOffset';

function localDate(value: DateTimeOffset): string {
  return dateOfDay(localParts(value).day) ?? '';
}

function seconds(picoseconds: bigint): Decimal {
  const zero = decimalFromInteger(0n);
  return divideDecimals(decimalFromInteger(picoseconds), decimalFromInteger(picosecondsPerSecond)) ?? zero;
}

/** A part of a date, of a date itself or of a point in time in its own offset. */
function datePart(read: (text: string) => bigint): readonly Signature[] {
  return [signature([date], int, read), signature([point], int, (value) => read(localDate(value)))];
}

/** A part of the time of day, of a time itself or of a point in time in its own offset. */
function timePart(read: (value: bigint) => bigint): readonly Signature[] {
  return [signature([point], int, (value) => read(localParts(value).time)), signature([time], int, read)];
}

function literal(text: string): DateTimeOffset {
  return parseDateTimeOffset(text) ?? { instant: 0n, offset: 0 };
}

const earliest = literal('0001-01-01T00:00:00Z');
const latest = literal('9999-12-31T23:59:59.999999999999Z');

/** The functions of dates and times (URL Conventions 4.01, 5.1.1.8), one row each; `now` is bound by the request. */
export const dateTimeFunctions: SignatureTable = {
  date: [signature([point], date, localDate)],
  day: datePart((text) => BigInt(text.slice(8, 10))),
  fractionalseconds: [
    signature([point], 'Edm.Decimal', (value) => seconds(localParts(value).time % picosecondsPerSecond)),
    signature([time], 'Edm.Decimal', (value) => seconds(value % picosecondsPerSecond)),
  ],
  hour: timePart((value) => value / picosecondsPerHour),
  maxdatetime: [signature([], point, () => latest)],
  mindatetime: [signature([], point, () => earliest)],
  minute: timePart((value) => (value % picosecondsPerHour) / picosecondsPerMinute),
  month: datePart((text) => BigInt(text.slice(5, 7))),
  second: timePart((value) => (value % picosecondsPerMinute) / picosecondsPerSecond),
  time: [signature([point], time, (value) => localParts(value).time)],
  totaloffsetminutes: [signature([point], int, ({ offset }) => BigInt(offset))],
  totalseconds: [signature(['Edm.Duration'], 'Edm.Decimal', seconds)],
  year: datePart((text) => BigInt(text.slice(0, 4))),
};
