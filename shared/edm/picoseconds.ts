/** Picoseconds in a second; the finest fraction of a second OData writes has 12 digits. */
export const picosecondsPerSecond = 1_000_000_000_000n;
export const picosecondsPerMinute = 60n * picosecondsPerSecond;
export const picosecondsPerHour = 60n * picosecondsPerMinute;
export const picosecondsPerDay = 24n * picosecondsPerHour;

/** The digits behind the decimal point of a second, as picoseconds. */
export function picosecondsOf(fraction = ''): bigint {
  return BigInt(fraction.padEnd(12, '0'));
}

/** `.5` for half a second, nothing for none; whole seconds are left out. */
export function picosecondsText(value: bigint): string {
  const fraction = value % picosecondsPerSecond;
  return fraction === 0n
    ? ''
    : `.${fraction
        .toString()
        .padStart(12, '0')
        .replace(/(?<!0)0+$/, '')}`;
}
