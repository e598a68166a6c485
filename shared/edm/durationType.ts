import { durationToText, parseDuration } from './duration.ts';
import { sortableInteger } from './sortableInteger.ts';
import type { PrimitiveType } from './primitiveType.ts';

/** At most nine digits of each unit, and twelve behind the point: what is held as picoseconds. */
const pattern =
  '^[+-]?[Pp](?=[0-9Tt])(?:[0-9]{1,9}[Dd])?(?:[Tt](?=[0-9])(?:[0-9]{1,9}[Hh])?(?:[0-9]{1,9}[Mm])?(?:[0-9]{1,9}(?:\\.[0-9]{1,12})?[Ss])?)?$';

const picoseconds = sortableInteger(96);

/** Edm.Duration (CSDL 4.01, 3.3.1), held as picoseconds; equal durations have one text, `PT1H30M`. */
export const durationType: PrimitiveType<bigint> = {
  name: 'Edm.Duration',
  validationSchema: () => ({ type: 'string', pattern }),
  publishedSchema: () => ({ type: 'string', format: 'duration' }),
  expectation: () => 'a duration written as a string of days, hours, minutes and seconds, such as "PT1H30M"',
  fromJson: (json) => parseDuration(json as string) ?? 0n,
  toJson: (value) => `"${durationToText(value)}"`,
  toText: durationToText,
  fromText: parseDuration,
  toUrlLiteral: (value) => `duration'${durationToText(value)}'`,
  toTable: picoseconds.toText,
  fromTable: picoseconds.fromText,
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText: picoseconds.toText,
};
