import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { isWordEnd } from '../syntax/readIdentifier.ts';
import type { Literal } from '../syntax/syntaxTree.ts';

/** The two digits at `position` as a number; -1 when there are not exactly such two digits. */
function twoDigits(text: string, position: number): number {
  const tens = text.charCodeAt(position);
  const ones = text.charCodeAt(position + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + (ones - 0x30) : -1;
}

/** The position behind `hh:mm`; 0 when there is none. */
function hourMinuteEnd(text: string, start: number): number {
  const hour = twoDigits(text, start);
  const minute = twoDigits(text, start + 3);
  const valid =
    hour >= 0 && hour <= 23 && text.charCodeAt(start + 2) === characters.colon && minute >= 0 && minute <= 59;
  return valid ? start + 5 : 0;
}

/** The position behind `hh:mm[:ss[.fraction]]`; 0 when there is none. A second may be 60 (ABNF second). */
function timeEnd(text: string, start: number): number {
  const end = hourMinuteEnd(text, start);
  const second = twoDigits(text, end + 1);
  if (end === 0 || text.charCodeAt(end) !== characters.colon || second < 0) {
    return end;
  }
  if (second > 60) {
    return 0;
  }
  let position = end + 3;
  if (text.charCodeAt(position) === characters.dot && isDigit(text.charCodeAt(position + 1))) {
    do {
      position++;
    } while (isDigit(text.charCodeAt(position)));
    return position - end <= 16 ? position : 0;
  }
  return position;
}

/** The position behind `YYYY-MM-DD` with four or more digits for the year; 0 when there is none. */
function dateEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === characters.minus ? start + 1 : start;
  let position = first;
  while (isDigit(text.charCodeAt(position))) {
    position++;
  }
  const digits = position - first;
  const month = twoDigits(text, position + 1);
  const day = twoDigits(text, position + 4);
  const valid =
    (digits === 4 || (digits > 4 && text.charCodeAt(first) !== 0x30)) &&
    text.charCodeAt(position) === characters.minus &&
    text.charCodeAt(position + 3) === characters.minus &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31;
  return valid ? position + 6 : 0;
}

/** The position behind `Z` or an offset; 0 when there is none. A blank is a plus sign that came unencoded. */
function zoneEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if ((code | 0x20) === 0x7a) {
    return start + 1;
  }
  return code === characters.plus || code === characters.minus || code === characters.space
    ? hourMinuteEnd(text, start + 1)
    : 0;
}

function finish(cursor: Cursor, form: Literal['form'], text: string, end: number, expected: string): Literal {
  const start = cursor.position;
  cursor.position = end;
  if (end === 0 || !isWordEnd(cursor)) {
    throw cursor.invalid(`expected ${expected}`, start);
  }
  return { kind: 'literal', at: cursor.node(start), form, text };
}

/** Reads a date or a date with time and offset; whether the day exists is for the binder (ABNF date, dateTimeOffset). */
export function readDate(cursor: Cursor): Literal {
  const { text, position } = cursor;
  const end = dateEnd(text, position);
  if (end === 0 || (text.charCodeAt(end) | 0x20) !== 0x74) {
    return finish(cursor, 'date', text.slice(position, end), end, 'a date written YYYY-MM-DD');
  }
  const time = timeEnd(text, end + 1);
  const zone = time === 0 ? 0 : zoneEnd(text, time);
  const value =
    text.charCodeAt(time) === characters.space
      ? text.slice(position, zone).replace(' ', '+')
      : text.slice(position, zone);
  return finish(cursor, 'dateTimeOffset', value, zone, 'a time and an offset, as in 2026-01-31T23:59:59Z');
}

/** True when digits at `position` begin a date: at least four of them, and a minus sign behind. */
export function isDateAt(text: string, position: number): boolean {
  let end = position;
  while (isDigit(text.charCodeAt(end))) {
    end++;
  }
  return end - position >= 4 && text.charCodeAt(end) === characters.minus;
}

/** True when the text has `hh:mm` at the position. */
export function isTimeAt(text: string, position: number): boolean {
  return hourMinuteEnd(text, position) > 0;
}

/** Reads a time of day (ABNF timeOfDayLiteral). */
export function readTime(cursor: Cursor): Literal {
  const end = timeEnd(cursor.text, cursor.position);
  return finish(cursor, 'timeOfDay', cursor.text.slice(cursor.position, end), end, 'a time written hh:mm:ss');
}
