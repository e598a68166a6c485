const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A range of days, both ends included, as `YYYY-MM-DD`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** The date `days` after another, or before it. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** The days from one date to another; negative when it is earlier. */
export function datesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/** Every date of a range, in order. */
export function datesIn({ from, to }: DateRange): readonly string[] {
  return Array.from({ length: Math.max(datesBetween(from, to) + 1, 0) }, (_, index) => dateAfter(from, index));
}

/** The date in Greenwich, which is what reports count by. */
export function dateOfToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** How much of a date is written. */
const forms = {
  /** 26 Nov 2026 */
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 26 Nov */
  dayMonth: { day: 'numeric', month: 'short' },
  /** Thu 26 Nov 2026 */
  weekday: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  /** Thursday 26 November 2026 */
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short' },
  monthYear: { month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A date as people read it, such as "26 Nov 2026". */
export function dateText(date: string, form: keyof typeof forms = 'date'): string {
  const format = formats.get(form) ?? new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...forms[form] });
  formats.set(form, format);
  return format.format(new Date(date)).replace('Sept ', 'Sep ').replace(/Sept$/, 'Sep').replaceAll(',', '');
}

/** The date of a moment where people are. */
export function dateOfMoment(moment: string | Date): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A moment as people read it where they are, such as "28 Nov 2026, 08:02". */
export function dateTimeText(moment: string | Date): string {
  const time = new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${dateText(dateOfMoment(moment))}, ${time}`;
}

/** A range of days in few words, such as "14–15 Sep". */
export function dateRangeText({ from, to }: DateRange): string {
  const [first, last] = [dateText(from, 'dayMonth'), dateText(to, 'dayMonth')];
  if (from === to) return first;
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return isOneMonth ? `${first.split(' ', 1)[0] ?? ''}–${last}` : `${first} – ${last}`;
}
