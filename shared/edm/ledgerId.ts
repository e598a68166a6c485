/** The entity set of the entries that tell what became of report files. */
export const ledgerName = 'collectedReports';

/**
 * The id of the entity of the set `collectedReports` that tells what became of the file of a report for a period and a
 * refresh date, such as `office365ActiveUserCounts_30_2026-11-26`.
 *
 * @param period in days, such as `30`; null for a report that has none
 */
export function ledgerId(report: string, period: string | null, refreshDate: string): string {
  return [report, ...(period === null ? [] : [period]), refreshDate].join('_');
}
