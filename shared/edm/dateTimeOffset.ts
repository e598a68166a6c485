import { dateType } from './dateType.ts';
import type { DateTimeOffset } from './edmValue.ts';
import { dateOfDay, dayNumber } from './dayNumber.ts';
import { picosecondsPerDay, picosecondsPerMinute } from './picoseconds.ts';
import { parseTimeOfDay, timeOfDayToText } from './timeOfDay.ts';

const picosecondsPerMillisecond = 1_000_000_000n;

const pattern = /^(\d{4}-\d\d-\d\d)T([^Z+-]+)(?:Z|([+-])(0\d|1[0-3]):([0-5]\d)|([+-])(14):(00))?$/i;

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** The date and the time of day in the value's own offset. */
export function localParts({ instant, offset }: DateTimeOffset): { readonly day: bigint; readonly time: bigint } {
  const local = instant + BigInt(offset) * picosecondsPerMinute;
  const day = floorDivide(local, picosecondsPerDay);
  return { day, time: local - day * picosecondsPerDay };
}

/** A point in time, unless it lies outside the years 1 to 9999 of its own offset. */
export function dateTimeOffset(instant: bigint, offset: number): DateTimeOffset | undefined {
  return dateOfDay(localParts({ instant, offset }).day) === undefined ? undefined : { instant, offset };
}

/** The point in time of a clock that counts milliseconds since the epoch, in UTC. */
export function fromMilliseconds(milliseconds: number): DateTimeOffset {
  return { instant: BigInt(Math.trunc(milliseconds)) * picosecondsPerMillisecond, offset: 0 };
}

/** Reads an Edm.DateTimeOffset; one without offset is taken as UTC (URL Conventions 4.01, 5.1.1.10.1, rule 11). */
export function parseDateTimeOffset(text: string): DateTimeOffset | undefined {
  const match = pattern.exec(text);
  const date = match?.[1] === undefined ? undefined : dateType.fromText(match[1]);
  const time = match?.[2] === undefined ? undefined : parseTimeOfDay(match[2]);
  if (match === null || date === undefined || time === undefined) return undefined;
  const minutes = Number(match[4] ?? match[7] ?? 0) * 60 + Number(match[5] ?? match[8] ?? 0);
  const offset = (match[3] ?? match[6]) === '-' ? -minutes : minutes;
  return {
    instant: dayNumber(date) * picosecondsPerDay + time - BigInt(offset) * picosecondsPerMinute,
    offset: offset === 0 ? 0 : offset,
  };
}

/** `YYYY-MM-DDThh:mm:ss[.fraction]` with `Z` or the offset. */
export function dateTimeOffsetToText(value: DateTimeOffset): string {
  const { day, time } = localParts(value);
  const minutes = Math.abs(value.offset);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  const zone =
    value.offset === 0 ? 'Z' : `${value.offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
  return `${dateOfDay(day) ?? ''}T${timeOfDayToText(time)}${zone}`;
}
