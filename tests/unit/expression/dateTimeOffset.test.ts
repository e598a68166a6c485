import fc from 'fast-check';
import { dateTimeOffset, dateTimeOffsetToText, parseDateTimeOffset } from '../../../shared/edm/dateTimeOffset.ts';
import { dateOfDay, dayNumber } from '../../../shared/edm/dayNumber.ts';
import { durationToText, parseDuration } from '../../../shared/edm/duration.ts';
import { picosecondsPerDay } from '../../../shared/edm/picoseconds.ts';
import { parseTimeOfDay, timeOfDayToText } from '../../../shared/edm/timeOfDay.ts';

const days = fc.bigInt({ min: -719_162n, max: 2_932_896n });
const times = fc.bigInt({ min: 0n, max: picosecondsPerDay - 1n });

test('a date and its day number are one to one', () => {
  fc.assert(fc.property(days, (day) => expect(dayNumber(dateOfDay(day) ?? '')).toBe(day)));
  expect([dateOfDay(-719_162n), dateOfDay(2_932_896n)]).toEqual(['0001-01-01', '9999-12-31']);
  expect([dateOfDay(-719_163n), dateOfDay(2_932_897n)]).toEqual([undefined, undefined]);
});

test('a time of day and its text are one to one', () => {
  fc.assert(fc.property(times, (time) => expect(parseTimeOfDay(timeOfDayToText(time))).toBe(time)));
});

test('a duration and its text are one to one', () => {
  const durations = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
  fc.assert(fc.property(durations, (duration) => expect(parseDuration(durationToText(duration))).toBe(duration)));
});

test('a point in time and its text are one to one', () => {
  fc.assert(
    fc.property(days, times, fc.integer({ min: -840, max: 840 }), (day, time, offset) => {
      const value = dateTimeOffset(day * picosecondsPerDay + time, offset);
      fc.pre(value !== undefined);
      expect(parseDateTimeOffset(dateTimeOffsetToText(value))).toEqual(value);
    }),
  );
});

test.each([
  ['P1D', 'P1D'],
  ['PT24H', 'P1D'],
  ['PT90M', 'PT1H30M'],
  ['-PT0.5S', '-PT0.5S'],
  ['P0D', 'PT0S'],
])('the canonical text of %s is %s', (text, expected) => {
  expect(durationToText(parseDuration(text) ?? -1n)).toBe(expected);
});

test.each(['P', 'PT', 'P1', '1D', 'P1Y', 'P1DT', 'PT1.5H', 'PT1.1234567890123S', ''])('%s is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  '2024-02-30T00:00:00Z',
  '2024-02-29',
  '2024-02-29T24:00:00Z',
  '2024-02-29T00:00:60Z',
  '2024-02-29T00:00:00+14:01',
  '2024-02-29T00:00:00+15:00',
  '2024-02-29 00:00:00Z',
])('%s is no point in time', (text) => {
  expect(parseDateTimeOffset(text)).toBeUndefined();
});
