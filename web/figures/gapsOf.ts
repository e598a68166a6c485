import { dateRangeText } from './dates.ts';

/** Days without a row, by their places. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** What is missing, such as "14–15 Sep missing". */
  readonly text: string;
}

/** The runs of days that have no row. */
export function gapsOf(dates: readonly string[], rows: readonly unknown[]): readonly Gap[] {
  const runs: { from: number; to: number }[] = [];
  rows.forEach((row, at) => {
    if (row !== undefined) return;
    const last = runs.at(-1);
    if (last?.to === at - 1) last.to = at;
    else runs.push({ from: at, to: at });
  });
  return runs.map(({ from, to }) => {
    const text = dateRangeText({ from: dates[from] ?? '', to: dates[to] ?? '' });
    return { from, to, text: `${text} missing` };
  });
}
