/** The date (YYYY-MM-DD) so many days after a date or a time (ms since the epoch), or before it where they are negative. */
export function dateFrom(start: string | number, days: number): string {
  const from = typeof start === 'string' ? Date.parse(start) : start;
  return new Date(from + days * 86_400_000).toISOString().slice(0, 10);
}
