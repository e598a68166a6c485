import { durationToText, parseDuration } from './duration.ts';
import { sortableInteger } from './sortableInteger.ts';
import type { PrimitiveType } from './primitiveType.ts';

const [some, fraction] = ['[0-9]{1,9}', '(?:\\.[0-9]{1,12})?'];
const ofDays = (days: string, hours: string, sixtieths: string): string =>
  `${days}(?:[Tt](?=[0-9])(?:${hours}[Hh])?(?:${sixtieths}[Mm])?(?:${sixtieths}${fraction}[Ss])?)?`;
/**
 * At most nine digits of each unit, and twelve behind the point; and what the sum of such units is written as, so that
 * what is answered can be sent again.
 */
const pattern = `^[+-]?[Pp](?=[0-9Tt])(?:${ofDays(`(?:${some}[Dd])?`, some, some)}|${ofDays('1[0-9]{9}[Dd]', '(?:1?[0-9]|2[0-3])', '[1-5]?[0-9]')})$`;
const whole = new RegExp(pattern);

/**
 * Hours, minutes and seconds by a clock, `00:00:00`, as sample answers of Microsoft Graph's documentation have them, and days before
 * them, `1.02:03:04`, as .NET writes what is longer.
 */
const clockPattern = `^(?:${some}\\.(?=[01][0-9]:|2[0-3]:))?[0-9]{2,9}:[0-5][0-9]:[0-5][0-9]${fraction}$`;

/** A duration by a clock in the form of OData; any other text as it is. */
function withoutClock(text: string): string {
  const [seconds, minutes, hours, ...more] = text.split(':').toReversed();
  if (hours === undefined || more.length > 0) return text;
  const [days, ofDay = ''] = hours.includes('.') ? hours.split('.') : ['0', hours];
  return `P${days}DT${ofDay}H${minutes}M${seconds}S`;
}

const picoseconds = sortableInteger(96);

/** Edm.Duration (CSDL 4.01, 3.3.1), held as picoseconds; equal durations have one text, `PT1H30M`. */
export const durationType: PrimitiveType<bigint> = {
  name: 'Edm.Duration',
  validationSchema: () => ({ type: 'string', pattern: `${pattern}|${clockPattern}` }),
  publishedSchema: () => ({ type: 'string', format: 'duration' }),
  expectation: () =>
    'a duration written as a string of days, hours, minutes and seconds, of at most nine digits each, such as "PT1H30M"',
  fromJson: (json) => parseDuration(withoutClock(json as string)) ?? 0n,
  toJson: (value) => `"${durationToText(value)}"`,
  toText: durationToText,
  fromText: (text) => (whole.test(text) ? parseDuration(text) : undefined),
  toUrlLiteral: (value) => `duration'${durationToText(value)}'`,
  toTable: picoseconds.toText,
  fromTable: picoseconds.fromText,
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText: picoseconds.toText,
};
