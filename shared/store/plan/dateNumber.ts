const day = 86_400_000;

/** Days since 1970-01-01 of a date `YYYY-MM-DD`. */
export function toDayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / day;
}

/** The date of a day number, kept between 0001-01-01 and 9999-12-31. */
export function fromDayNumber(number: number): string {
  const first = toDayNumber('0001-01-01');
  const last = toDayNumber('9999-12-31');
  return new Date(Math.min(Math.max(number, first), last) * day).toISOString().slice(0, 10);
}
