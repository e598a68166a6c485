import { utcDate } from '../../edm/tomorrow.ts';

const day = 86_400_000;

/** The date `days` after another, or before it. */
export function dateAfter(date: string, days: number): string {
  return utcDate(Date.parse(date) + days * day);
}

/** How many days a date is after another; negative when it is before it. */
export function dateDistance(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/** Dates in order as ranges, both ends included: `2026-11-07/2026-11-09`. */
export function rangesOfDates(dates: readonly string[]): readonly string[] {
  const ranges: { from: string; to: string }[] = [];
  for (const date of dates) {
    const last = ranges.at(-1);
    if (last !== undefined && dateAfter(last.to, 1) === date) last.to = date;
    else ranges.push({ from: date, to: date });
  }
  return ranges.map(({ from, to }) => `${from}/${to}`);
}

/** Every date from one to another, both included, in order; none when the first is the later. */
export function datesBetween(from: string, to: string): readonly string[] {
  return Array.from({ length: Math.max(dateDistance(from, to) + 1, 0) }, (_, at) => dateAfter(from, at));
}

/** The dates of ranges; what is no range has none. */
export function datesOfRanges(ranges: readonly string[]): readonly string[] {
  return ranges.flatMap((range) => {
    const [, from, to] = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(range) ?? [];
    return from === undefined || to === undefined ? [] : datesBetween(from, to);
  });
}
