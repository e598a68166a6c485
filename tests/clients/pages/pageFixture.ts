import { sampleRows, type SampleRow } from '../../../local/sample/sampleRows.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import type { PageStage } from './pageStage.ts';

/** The day the pages are looked at; the newest figures are of two days before. */
export const fixtureToday = '2026-11-28';
/** The newest day of the fixture. */
export const fixtureNewest = '2026-11-26';
/** A number that a browser's own numbers cannot hold. */
export const fixtureLarge = '9007199254740993';
/** The report of which one day is kept, and one without any row. */
export const fixtureOneDay = 'yammerActivityUserCounts';
export const fixtureEmpty = 'emailActivityUserCounts';

const typeOf = (set: string): EntityType => {
  const type = model.find(({ name }) => name === set);
  if (type === undefined) throw new Error(`There is no set ${set}.`);
  return type;
};
const sample = (set: string): readonly SampleRow[] => [...sampleRows(typeOf(set), fixtureToday)];
/** A day without a figure in a row that is there. */
const withEmptyCell = (row: SampleRow): SampleRow =>
  row['reportDate'] === '2026-11-20' ? { ...row, yammer: null } : row;
/** Copilot counts over 28 days. */
const of28Days = (row: SampleRow): SampleRow => (row['reportPeriod'] === '30' ? { ...row, reportPeriod: '28' } : row);
const large = (row: SampleRow): SampleRow =>
  row['reportDate'] === fixtureNewest ? { ...row, send: fixtureLarge } : row;

/** What is stored, by set. */
export const fixtureRows: Readonly<Record<string, readonly SampleRow[]>> = {
  office365ActiveUserCounts: sample('office365ActiveUserCounts').map(withEmptyCell),
  office365ServicesUserCounts: sample('office365ServicesUserCounts'),
  microsoft365CopilotUserCountTrend: sample('microsoft365CopilotUserCountTrend'),
  microsoft365CopilotUserCountSummary: sample('microsoft365CopilotUserCountSummary').map(of28Days),
  mailboxUsageStorage: sample('mailboxUsageStorage'),
  oneDriveUsageStorage: sample('oneDriveUsageStorage'),
  sharePointSiteUsageStorage: sample('sharePointSiteUsageStorage'),
  mailboxUsageQuotaStatusMailboxCounts: sample('mailboxUsageQuotaStatusMailboxCounts').slice(0, 20),
  teamsDeviceUsageDistributionUserCounts: sample('teamsDeviceUsageDistributionUserCounts').slice(0, 12),
  m365AppUserCounts: sample('m365AppUserCounts').slice(0, 20),
  office365ActivationsUserCounts: sample('office365ActivationsUserCounts').slice(0, 9),
  teamsUserActivityUserCounts: sample('teamsUserActivityUserCounts'),
  emailActivityCounts: sample('emailActivityCounts').slice(0, 40).map(large),
  yammerActivityUserCounts: sample('yammerActivityUserCounts').slice(0, 1),
  office365ActiveUserDetail: sample('office365ActiveUserDetail').slice(0, 300),
};

const coverage: readonly SampleRow[] = [
  'office365ActiveUserCounts',
  'm365AppUserCounts',
  'teamsDeviceUsageUserCounts',
].map((report, at) => ({
  id: report,
  report,
  firstDay: '2025-10-23',
  newestDay: at === 2 ? '2026-11-23' : fixtureNewest,
  lastRunAt: '2026-11-28T02:14:00Z',
  lastRunBy: 'collector',
  lastOutcome: at === 2 ? 'failed' : 'stored',
  lastReason: at === 2 ? 'too many requests' : null,
  missing: at === 0 ? ['2026-09-12/2026-09-12'] : [],
}));

/** Stores it. */
export async function storeFixture(stage: PageStage): Promise<void> {
  for (const [set, rows] of Object.entries(fixtureRows)) await stage.store(set, rows);
  await stage.store('reportCoverage', coverage);
}

/** Figures of a column on the days up to one, the newest first, as a test computes them by itself. */
export function fixtureDays(set: string, name: string, until: string, days: number): readonly (number | undefined)[] {
  const ofDay = new Map(fixtureRows[set]?.map((row) => [row['reportDate'], row[name]]));
  return Array.from({ length: days }, (_, back) => {
    const date = dateFrom(until, -back);
    const figure = ofDay.get(date);
    return typeof figure === 'number' ? figure : undefined;
  });
}

/** The mean of the days that have a figure. */
export function fixtureMean(set: string, name: string, until: string, days = 7): number {
  const there = fixtureDays(set, name, until, days).filter((figure) => figure !== undefined);
  return there.reduce((sum, figure) => sum + figure, 0) / there.length;
}
