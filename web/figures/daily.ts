import type { ListedColumn } from '../../shared/service/listedReport.ts';
import { datesBetween, datesIn, type DateRange } from './dates.ts';
import { rowNumber, rowText, type Row } from './row.ts';

/** A row, or none, for every day of a range. */
export interface Daily {
  readonly dates: readonly string[];
  readonly rows: readonly (Row | undefined)[];
}

/** Figures of one column, one for each date; null where there is none. */
export type Figures = readonly (number | null)[];

/**
 * Puts rows on the days of a range. Of several rows of a day that of the newest refresh date counts.
 *
 * @param dateName the property with the day
 */
export function dailyOf(rows: readonly Row[], range: DateRange, dateName = 'reportDate'): Daily {
  const dates = datesIn(range);
  const placed = new Array<Row | undefined>(dates.length).fill(undefined);
  for (const row of rows) {
    const date = rowText(row, dateName);
    const at = date === '' ? -1 : datesBetween(range.from, date);
    const known = placed[at];
    const isOlder = known !== undefined && rowText(row, 'reportRefreshDate') < rowText(known, 'reportRefreshDate');
    if (at >= 0 && at < dates.length && !isOlder) placed[at] = row;
  }
  return { dates, rows: placed };
}

/** The first and last day that rows are about; undefined without any. */
export function dailyRangeOf(rows: readonly Row[], dateName = 'reportDate'): DateRange | undefined {
  let [from, to] = ['', ''];
  for (const row of rows) {
    const date = rowText(row, dateName);
    if (date === '') continue;
    if (from === '' || date < from) from = date;
    if (date > to) to = date;
  }
  return from === '' ? undefined : { from, to };
}

/** The figures of a column. */
export function dailyFigures({ rows }: Daily, column: Pick<ListedColumn, 'name' | 'type'>): Figures {
  return rows.map((row) => rowNumber(row, column));
}

/** Part of the days, from one place to before another. */
export function dailySlice({ dates, rows }: Daily, from: number, to?: number): Daily {
  return { dates: dates.slice(from, to), rows: rows.slice(from, to) };
}
