/** The date in UTC of a time in milliseconds since the epoch, `YYYY-MM-DD`. */
export function utcDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
