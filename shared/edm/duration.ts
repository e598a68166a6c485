import {
  picosecondsOf,
  picosecondsPerDay,
  picosecondsPerHour,
  picosecondsPerMinute,
  picosecondsPerSecond,
  picosecondsText,
} from './picoseconds.ts';

const pattern = /^([+-]?)P(?:(\d{1,10})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,12}))?S)?)?$/;

/** Reads an Edm.Duration such as `P1DT2H3M4.5S`; undefined for other texts. */
export function parseDuration(text: string): bigint | undefined {
  const match = pattern.exec(text.toUpperCase());
  if (match === null || /[PT]$/i.test(text)) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction] = match;
  const magnitude =
    BigInt(days) * picosecondsPerDay +
    BigInt(hours) * picosecondsPerHour +
    BigInt(minutes) * picosecondsPerMinute +
    BigInt(seconds) * picosecondsPerSecond +
    picosecondsOf(fraction);
  return sign === '-' ? -magnitude : magnitude;
}

/** The canonical text of a duration: days, hours, minutes and seconds that are not zero, `PT0S` for none. */
export function durationToText(value: bigint): string {
  if (value === 0n) return 'PT0S';
  const rest = value < 0n ? -value : value;
  const days = rest / picosecondsPerDay;
  const hours = (rest % picosecondsPerDay) / picosecondsPerHour;
  const minutes = (rest % picosecondsPerHour) / picosecondsPerMinute;
  const seconds = `${((rest % picosecondsPerMinute) / picosecondsPerSecond).toString()}${picosecondsText(rest)}`;
  const time =
    (hours > 0n ? `${hours.toString()}H` : '') +
    (minutes > 0n ? `${minutes.toString()}M` : '') +
    (seconds === '0' ? '' : `${seconds}S`);
  return `${value < 0n ? '-' : ''}P${days > 0n ? `${days.toString()}D` : ''}${time === '' ? '' : `T${time}`}`;
}
