import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Entity } from '../../shared/edm/entityType.ts';

/** The rows the benchmarks work on: report rows as Microsoft Graph has them, in the order they were reported. */
export const reportType = counts;

/** Days a report covers, by its period; every refresh has one row for each of them. */
const periods = [7, 30, 90, 180] as const;
const rowsOfRefresh = periods.reduce((sum, days) => sum + days, 0);
const day = 86_400_000;
/** The last refresh. */
const newest = Date.parse('2026-06-30');

const date = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Id of the row with a number. */
export function rowId(index: number): string {
  return `report-${String(index).padStart(7, '0')}`;
}

/** The row with a number, the newest first; plain numbers for Int64, so that it is JSON as well. */
export function reportRow(index: number): Readonly<Record<string, string | number>> {
  const refresh = newest - Math.floor(index / rowsOfRefresh) * day;
  let back = index % rowsOfRefresh;
  const period = periods.find((days) => back < days || ((back -= days), false)) ?? 7;
  return {
    reportRefreshDate: date(refresh),
    office365: 900 + (index % 97),
    exchange: 800 + (index % 89),
    oneDrive: 700 + (index % 83),
    sharePoint: 600 + (index % 79),
    skypeForBusiness: index % 7,
    yammer: index % 31,
    teams: 500 + (index % 73),
    reportDate: date(refresh - back * day),
    reportPeriod: String(period),
  };
}

/** The row with a number as the store takes it. */
export function reportEntity(index: number): Entity {
  const values = Object.entries(reportRow(index)).map(([name, value]) => [
    name,
    typeof value === 'number' ? BigInt(value) : value,
  ]);
  return { id: rowId(index), ...(Object.fromEntries(values) as Record<string, string | bigint>) };
}
