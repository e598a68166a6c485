/** The date in UTC of a time in milliseconds since the epoch, `YYYY-MM-DD`. */
export function utcDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * The day after a time (milliseconds since the epoch) in UTC, `YYYY-MM-DD`. No later date ever counts as the newest of
 * anything: a mistyped year would hide, or keep out, whatever comes before it. Tomorrow does, because it has begun somewhere.
 */
export function tomorrow(now: number): string {
  return utcDate(now + 86_400_000);
}
