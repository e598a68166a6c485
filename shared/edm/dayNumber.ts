import { utcDate } from './tomorrow.ts';

/** Days from 1970-01-01 to a date `YYYY-MM-DD` that exists. */
export function dayNumber(date: string): bigint {
  return BigInt(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

/** The date a number of days after 1970-01-01; undefined outside the years 1 to 9999. */
export function dateOfDay(day: bigint): string | undefined {
  if (day < -719_162n || day > 2_932_896n) return undefined;
  return utcDate(Number(day) * 86_400_000);
}

/** A date with each of its digits taken from 9, by which the newest comes first; done again, the date. */
export function fromNine(date: string): string {
  let taken = '';
  for (const unit of date) taken += unit >= '0' && unit <= '9' ? String(9 - Number(unit)) : unit;
  return taken;
}
