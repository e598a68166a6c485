/** Name of the entity set the rows below belong to. */
export const reportSet = 'office365ActiveUserCounts';

/** Rows with every kind of value a query has to tell apart: equal and negative numbers, zero, nulls, the empty string. */
export const exampleReports = [
  row('a', '2026-01-10', '2026-01-08', '7', { office365: 10, exchange: 4, teams: 3 }),
  row('b', '2026-01-10', '2026-01-07', '7', { office365: 20, exchange: null, teams: 9 }),
  row('c', '2026-01-11', '2026-01-09', '30', { office365: 20, exchange: -4, teams: 0 }),
  row('d', '2026-01-11', null, '180', { office365: 30, exchange: 0, teams: null }),
  row('e', null, '2025-12-31', null, { office365: null, exchange: null, teams: null }),
  row('f', '2026-01-12', '2024-02-29', '', { office365: -1, exchange: 7, teams: 3 }),
] as const;

function row(
  id: string,
  reportRefreshDate: string | null,
  reportDate: string | null,
  reportPeriod: string | null,
  numbers: Readonly<Record<'office365' | 'exchange' | 'teams', number | null>>,
) {
  return { id, reportRefreshDate, ...numbers, reportDate, reportPeriod };
}
