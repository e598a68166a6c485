import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { averageAt, averageChange, averageOf, averagesOf } from '../figures/averages.ts';
import { dailyFigures, type Daily, type Figures } from '../figures/daily.ts';
import { datesBetween, type DateRange } from '../figures/dates.ts';

/** The days that were read and which of them are shown. */
export interface ShownDays {
  /** From the first day that was read to the newest. */
  readonly daily: Daily;
  readonly shown: DateRange;
  /** Days by which the span compared with is earlier. */
  readonly shift: number | undefined;
  /** Days back of the newest change. */
  readonly step: number;
}

/** What one column says of the days that are shown. */
export interface LineFigures {
  readonly column: ListedColumn;
  /** Each day that is shown. */
  readonly days: Figures;
  /** The mean of the seven days up to each. */
  readonly averages: Figures;
  /** The span compared with, day by day. */
  readonly daysBefore: Figures | undefined;
  readonly averagesBefore: Figures | undefined;
  /** Whether each day of that span has a row. */
  readonly isThereBefore: readonly boolean[] | undefined;
  /** The mean of the newest seven days; of a state the newest day. */
  readonly lately: number | null;
  /** Its change to the days before, and to a year before, in per cent. */
  readonly change: number | null;
  readonly yearChange: number | null;
  /** The mean of the days that are shown; of a state the first of them. */
  readonly whole: number | null;
  /** Its change to the span compared with, in per cent. */
  readonly wholeChange: number | null;
  /** The highest day. */
  readonly highest: { readonly value: number; readonly date: string } | undefined;
}

/** Whether a number is a state: it is neither added nor averaged over days. */
export const isState = ({ measure }: Pick<ListedColumn, 'measure'>): boolean =>
  measure === 'level' || measure === 'period';

function highestOf(days: Figures, dates: readonly string[]): LineFigures['highest'] {
  let highest: LineFigures['highest'];
  for (const [at, value] of days.entries())
    if (value !== null && value > (highest?.value ?? -Infinity)) highest = { value, date: dates[at] ?? '' };
  return highest;
}

/** Works out what a column says. */
export function lineFiguresOf(column: ListedColumn, { daily, shown, shift, step }: ShownDays): LineFigures {
  const values = dailyFigures(daily, column);
  const start = daily.dates[0] ?? shown.from;
  const [from, to] = [datesBetween(start, shown.from), datesBetween(start, shown.to)];
  const averages = averagesOf(values, daily.rows);
  const part = (figures: Figures, back: number): Figures =>
    Array.from({ length: to - from + 1 }, (_, at) => figures[from + at - back] ?? null);
  const days = part(values, 0);
  const isOfState = isState(column);
  const latelyAt = (at: number): number | null =>
    isOfState ? (values[at] ?? null) : averageAt(values, daily.rows, at);
  const lately = latelyAt(to);
  const whole = isOfState ? (days.find((value) => value !== null) ?? null) : averageOf(days);
  // A span of which a part was never kept is none to compare with.
  const hasBefore =
    shift !== undefined && from - shift >= 0 && daily.rows.slice(0, from - shift + 1).some((row) => row !== undefined);
  const before = hasBefore ? part(values, shift) : undefined;
  const wholeBefore = before === undefined ? null : isOfState ? (before.at(-1) ?? null) : averageOf(before);
  return {
    column,
    days,
    averages: part(averages, 0),
    daysBefore: before,
    averagesBefore: hasBefore ? part(averages, shift) : undefined,
    isThereBefore: hasBefore ? days.map((_, at) => daily.rows[from + at - shift] !== undefined) : undefined,
    lately,
    change: averageChange(lately, latelyAt(to - step)),
    yearChange: averageChange(lately, latelyAt(to - 364)),
    whole,
    wholeChange: averageChange(isOfState ? lately : whole, wholeBefore),
    highest: highestOf(days, daily.dates.slice(from, to + 1)),
  };
}
