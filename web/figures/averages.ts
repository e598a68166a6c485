import type { Figures } from './daily.ts';

/** Days of an average: a week, so that weekends weigh the same at each of its days. */
export const averageDays = 7;

/** The mean of the figures that are there; null without any. */
export function averageOf(values: Figures): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}

/**
 * The mean of the seven days up to each day. It needs the rows of all seven; an empty cell in a row that is there is no
 * figure and left out of the mean.
 *
 * @param rows a row for each day, undefined where the day is missing
 */
export function averagesOf(values: Figures, rows: readonly unknown[]): Figures {
  return values.map((_, at) => averageAt(values, rows, at));
}

/** The mean of the seven days up to the one at a place; null when one of them has no row. */
export function averageAt(values: Figures, rows: readonly unknown[], at: number): number | null {
  const first = at - averageDays + 1;
  if (first < 0 || at >= rows.length) return null;
  for (let day = first; day <= at; day += 1) if (rows[day] === undefined) return null;
  return averageOf(values.slice(first, at + 1));
}

/** A change in per cent; null when there is nothing to compare with. */
export function averageChange(now: number | null, then: number | null): number | null {
  return now === null || then === null || then === 0 ? null : (100 * (now - then)) / then;
}
