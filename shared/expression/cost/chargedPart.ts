import type { Meter } from './meter.ts';

/**
 * The writer of a part of a row that may be long: its units are charged before it is written, and it is not written again
 * when the writing of the row is broken off behind it.
 */
export function chargedPart<A extends readonly unknown[]>(
  write: (...given: A) => string,
  units: (...given: A) => number,
  meter: Meter,
): (...given: A) => string {
  const charged = (...given: A): string => {
    meter.charge(units(...given));
    return write(...given);
  };
  return (...given) => (meter.isReplaying ? meter.remember(write, () => charged(...given)) : charged(...given));
}
