import { queryAddress } from '../api/queryAddress.ts';
import { readAll, type Row } from '../api/readAll.ts';
import type { ServiceClient } from '../api/createClient.ts';
import { datesMissing, type DateRange } from './dates.ts';
import { newestPerDate } from './newestPerDate.ts';
import { propertyNames } from './propertyNames.ts';
import { periodFilter, rangeFilter, type Selection } from './selection.ts';

/** What was read for a selection. */
export interface Report {
  /** One row for each day that has one, in the order of days. */
  readonly rows: readonly Row[];
  /** The rows that were read, as a `$filter`. */
  readonly filter: string;
}

/** More gaps than this are read as one: a request each would take longer. */
const mostGaps = 6;
const { date, refreshed } = propertyNames;

function gapsOf(range: DateRange, rows: readonly Row[]): readonly DateRange[] {
  const gaps = datesMissing(range, new Set(rows.map((row) => row[date] ?? '')));
  const [first, last] = [gaps[0], gaps.at(-1)];
  return gaps.length > mostGaps && first && last ? [{ from: first.from, to: last.to }] : gaps;
}

/**
 * Reads the newest row of every day of a selection. Each night's report repeats the days of its period, so a day is
 * stored up to 180 times: the newest report of all is read first, and only for the days it lacks all their rows.
 */
export async function readReport(
  client: ServiceClient,
  { type, period, from, to }: Selection,
  signal: AbortSignal,
): Promise<Report> {
  const select = [refreshed, ...type.columns, date].join();
  const read = async (filter: string, more: Readonly<Record<string, string | number>>): Promise<readonly Row[]> =>
    await readAll(client, queryAddress(type.set, { filter, ...more }), signal);

  const ofPeriod = periodFilter(period);
  const inRange = `${ofPeriod} and ${rangeFilter({ from, to })}`;
  const [newest] = await read(ofPeriod, { orderby: `${refreshed} desc`, top: 1, select: refreshed });
  const isNewest = `${refreshed} eq ${newest?.[refreshed] ?? 'null'}`;
  const latest = newest === undefined ? [] : await read(`${inRange} and ${isNewest}`, { select });

  const gaps = newest === undefined ? [] : gapsOf({ from, to }, latest);
  const older = await Promise.all(
    gaps.map((gap) => read(`${ofPeriod} and ${rangeFilter(gap)}`, { orderby: date, select })),
  );
  const parts = [isNewest, ...gaps.map((gap) => `(${rangeFilter(gap)})`)].join(' or ');
  return { rows: newestPerDate([...latest, ...older.flat()]), filter: `${inRange} and (${parts})` };
}
