const day = 86_400_000;

/** A range of days, both ends included, as `YYYY-MM-DD`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** The date `days` after another, or before it. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** Every date of a range, in order. */
export function datesIn({ from, to }: DateRange): readonly string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / day) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => dateAfter(from, index));
}

/** The ranges of dates that are not among those there, in order. */
export function datesMissing(range: DateRange, there: ReadonlySet<string>): readonly DateRange[] {
  const missing: { from: string; to: string }[] = [];
  for (const date of datesIn(range)) {
    const last = missing.at(-1);
    if (there.has(date)) continue;
    if (last !== undefined && dateAfter(last.to, 1) === date) last.to = date;
    else missing.push({ from: date, to: date });
  }
  return missing;
}

/** A date as people read it, such as "2 March 2026" in the language of the browser. */
export function dateText(date: string): string {
  return new Date(date).toLocaleDateString(undefined, { dateStyle: 'long', timeZone: 'UTC' });
}
