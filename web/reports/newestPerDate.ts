import type { Row } from '../api/readAll.ts';
import { propertyNames } from './propertyNames.ts';

const { date, refreshed } = propertyNames;

/** Of the rows of each day the one of the newest report, in the order of days; rows without a day are left out. */
export function newestPerDate(rows: readonly Row[]): readonly Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const day = row[date] ?? '';
    const known = newest.get(day);
    // Dates of this form sort as text; a report without a date is older than any.
    if (day !== '' && (known === undefined || (row[refreshed] ?? '') > (known[refreshed] ?? ''))) newest.set(day, row);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
