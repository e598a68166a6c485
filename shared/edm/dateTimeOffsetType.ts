import { dateTimeOffsetToText, parseDateTimeOffset } from './dateTimeOffset.ts';
import { datePattern } from './dateType.ts';
import type { DateTimeOffset } from './edmValue.ts';
import type { PrimitiveType } from './primitiveType.ts';

/** The first and the last day have no other offset: in UTC they would be of the years 0 and 10000. */
const pattern =
  `^(?!0001-01-01[Tt].*\\+(?!00:00)|9999-12-31[Tt].*-(?!00:00))${datePattern.slice(1, -1)}[Tt](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,12})?)?` +
  '(?:[Zz]|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)$';
const whole = new RegExp(pattern);

/** A point in time as it is kept: in UTC, whatever offset it was written in. */
function inUtc(text: string): DateTimeOffset | undefined {
  const value = whole.test(text) ? parseDateTimeOffset(text) : undefined;
  return value && { instant: value.instant, offset: 0 };
}

/** A text of one length in UTC, so that the order of texts is the order in time. */
function toSortableText(value: DateTimeOffset): string {
  const [time = '', fraction = ''] = dateTimeOffsetToText(value).slice(0, -1).split('.');
  return `${time}.${fraction.padEnd(12, '0')}Z`;
}

/** Edm.DateTimeOffset (CSDL 4.01, 3.3.1), kept and written in UTC. */
export const dateTimeOffsetType: PrimitiveType<DateTimeOffset> = {
  name: 'Edm.DateTimeOffset',
  validationSchema: () => ({ type: 'string', pattern }),
  publishedSchema: () => ({ type: 'string', format: 'date-time' }),
  expectation: () =>
    'a point in time, in UTC of the years 1 to 9999, written as a string with its offset, such as "2022-10-19T08:30:00Z"',
  fromJson: (json) => inUtc(json as string) ?? { instant: 0n, offset: 0 },
  toJson: (value) => `"${dateTimeOffsetToText(value)}"`,
  toText: dateTimeOffsetToText,
  fromText: inUtc,
  toUrlLiteral: dateTimeOffsetToText,
  toTable: toSortableText,
  fromTable: (stored) => (typeof stored === 'string' ? inUtc(stored) : undefined),
  compare: ({ instant: left }, { instant: right }) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText,
};
