import { dateFrom } from '../support/dateFrom.ts';
/** A row of the report, as it is sent. */
export interface Report {
  readonly id: string;
  readonly reportRefreshDate: string;
  readonly reportDate: string;
  readonly reportPeriod: string;
  readonly office365: number;
  readonly teams: number;
  readonly yammer: number | null;
}

/** The rows of one report: `count` days back from 2026-03-31, the newest first, with the period by turns 7 and 30. */
export function sampleReports(count: number): readonly Report[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `report-${String(index).padStart(4, '0')}`,
    reportRefreshDate: '2026-04-02',
    reportDate: dateFrom('2026-03-31', -index),
    reportPeriod: index % 2 === 0 ? '7' : '30',
    office365: 1000 + index,
    teams: index % 10,
    yammer: index % 5 === 0 ? null : index,
  }));
}

/** Stores rows by POST, a few at a time. */
export async function storeReports(appUrl: string, token: string, reports: readonly Report[]): Promise<void> {
  const rest = [...reports];
  const post = async (): Promise<void> => {
    for (let report = rest.pop(); report !== undefined; report = rest.pop()) {
      const response = await fetch(`${appUrl}/v1.0/office365ActiveUserCounts`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Prefer: 'return=minimal' },
        body: JSON.stringify(report),
      });
      if (response.status !== 204) throw new Error(`A report was not stored: ${await response.text()}`);
    }
  };
  await Promise.all([post(), post(), post(), post()]);
}
