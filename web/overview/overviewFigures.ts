import { averageAt, averageChange, averagesOf } from '../figures/averages.ts';
import { dailyFigures, dailyOf, dailyRangeOf, type Figures } from '../figures/daily.ts';
import { dateAfter, datesBetween } from '../figures/dates.ts';
import { rowNumber, rowText, type Row } from '../figures/row.ts';

/** Days of the charts of the overview. */
const yearDays = 365;

/** What one column says of a year of days. */
export interface YearFigures {
  readonly dates: readonly string[];
  /** A row for each day, or none. */
  readonly rows: readonly (Row | undefined)[];
  readonly values: Figures;
  readonly averages: Figures;
  /** The mean of the newest seven days. */
  readonly now: number | null;
  /** Its change to the seven days that end 7, 28 and 364 days earlier, in per cent. */
  readonly week: number | null;
  readonly month: number | null;
  readonly year: number | null;
}

/** Figures of a column over the newest year of the rows; undefined without rows, or where the column has no figure. */
export function overviewYear(rows: readonly Row[], name: string): YearFigures | undefined {
  const range = dailyRangeOf(rows);
  if (range === undefined) return undefined;
  const from = dateAfter(range.to, -(yearDays + 12));
  const daily = dailyOf(rows, { from: from > range.from ? from : range.from, to: range.to });
  const values = dailyFigures(daily, { name });
  if (values.every((value) => value === null)) return undefined;
  const last = values.length - 1;
  const now = averageAt(values, daily.rows, last);
  const to = (days: number): number | null => averageChange(now, averageAt(values, daily.rows, last - days));
  return {
    dates: daily.dates.slice(-yearDays),
    rows: daily.rows.slice(-yearDays),
    values: values.slice(-yearDays),
    averages: averagesOf(values, daily.rows).slice(-yearDays),
    now,
    week: to(7),
    month: to(28),
    year: to(364),
  };
}

/** People of a total: those who were active, of those enabled. */
export interface OverviewShare {
  readonly active: number;
  readonly enabled: number;
  readonly date: string;
}

/** Reads active and enabled people from a row of a total; undefined where it does not have both. */
export type ShareReader = (row: Row) => OverviewShare | undefined;

/** Active and inactive people of a service, which are together those enabled. */
export const overviewShareOf =
  (name: string): ShareReader =>
  (row) => {
    const active = rowNumber(row, { name: `${name}Active` });
    const inactive = rowNumber(row, { name: `${name}Inactive` });
    return active === null || inactive === null || active + inactive === 0
      ? undefined
      : { active, enabled: active + inactive, date: rowText(row, 'reportRefreshDate') };
  };

/** Active and enabled people where the report counts both. */
export const overviewEnabledOf =
  (name: string): ShareReader =>
  (row) => {
    const active = rowNumber(row, { name: `${name}ActiveUsers` });
    const enabled = rowNumber(row, { name: `${name}EnabledUsers` });
    return active === null || enabled === null || enabled === 0
      ? undefined
      : { active, enabled, date: rowText(row, 'reportRefreshDate') };
  };

/** A share, and by how many points it differs from that of a month before. */
export interface ShareChange {
  readonly now: OverviewShare;
  readonly before: OverviewShare | undefined;
  readonly points: number | null;
}

/** The share of the newest refresh date, against the one nearest to 30 days before it: 27 to 33, else none. */
export function overviewShare(rows: readonly Row[], read: ShareReader): ShareChange | undefined {
  const shares = rows
    .flatMap((row) => read(row) ?? [])
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const [now] = shares;
  if (now === undefined) return undefined;
  const off = ({ date }: OverviewShare): number => Math.abs(datesBetween(date, now.date) - 30);
  const before = shares.filter((share) => off(share) <= 3).sort((a, b) => off(a) - off(b))[0];
  const points = before && (100 * now.active) / now.enabled - (100 * before.active) / before.enabled;
  return { now, before, points: points ?? null };
}
