import {
  picosecondsOf,
  picosecondsPerHour,
  picosecondsPerMinute,
  picosecondsPerSecond,
  picosecondsText,
} from './picoseconds.ts';

const pattern = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,12}))?)?$/;

function twoDigits(value: bigint): string {
  return value.toString().padStart(2, '0');
}

/** Reads an Edm.TimeOfDay `hh:mm[:ss[.fraction]]` as picoseconds since midnight; undefined for other texts. */
export function parseTimeOfDay(text: string): bigint | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', fraction] = match;
  return (
    BigInt(hours) * picosecondsPerHour +
    BigInt(minutes) * picosecondsPerMinute +
    BigInt(seconds) * picosecondsPerSecond +
    picosecondsOf(fraction)
  );
}

/** `hh:mm:ss[.fraction]`. */
export function timeOfDayToText(value: bigint): string {
  const hours = twoDigits(value / picosecondsPerHour);
  const minutes = twoDigits((value % picosecondsPerHour) / picosecondsPerMinute);
  return `${hours}:${minutes}:${twoDigits((value % picosecondsPerMinute) / picosecondsPerSecond)}${picosecondsText(value)}`;
}
