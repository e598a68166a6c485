const day = 86_400_000;

/** Days on which hardly anybody works, as month and day. */
const holidays: ReadonlySet<string> = new Set(['01-01', '01-06', '05-01', '10-31', '12-24', '12-25', '12-26', '12-31']);
/** Sunday to Saturday. */
const rhythm = [0.12, 1, 1.02, 1.015, 1, 0.94, 0.15] as const;

/** The date `days` after another, or before it. */
export function sampleDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** How much is done on a day, of what is done on an ordinary one: weekends, holidays, a summer. */
export function sampleCalendarShare(date: string): number {
  const weekday = rhythm[new Date(date).getUTCDay()] ?? 1;
  const monthDay = date.slice(5);
  if (holidays.has(monthDay)) return 0.3 * weekday;
  if (monthDay > '12-26' || monthDay < '01-04') return 0.45 * weekday;
  if (monthDay >= '07-20' && monthDay <= '08-24') return 0.8 * weekday;
  return weekday;
}
