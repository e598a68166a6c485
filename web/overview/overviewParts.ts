import { queryAddress } from '../api/queryAddress.ts';
import { dateAfter } from '../figures/dates.ts';
import type { Row } from '../figures/row.ts';

/** Rows of a year and of the days before it that its averages and changes need. */
const yearOfRows = 378;
const day = 'reportDate';
const date = 'reportRefreshDate';
const byDay = `${day} desc`;
const byDate = `${date} desc`;

/** What the overview asks for in one batch, by names of its own. */
export type PartName =
  | 'active'
  | 'enabled'
  | 'reach'
  | 'copilotDays'
  | 'copilot'
  | 'mailboxStorage'
  | 'oneDriveStorage'
  | 'siteStorage'
  | 'quota'
  | 'devices'
  | 'apps'
  | 'activations'
  | 'coverage';

/** The rows of each part that could be read. */
export type PartRows = Readonly<Record<PartName, readonly Row[]>>;

/** The addresses below `/v1.0/` of the parts; dates after tomorrow never count as the newest. */
export function overviewParts(today: string): Readonly<Record<PartName, string>> {
  const tomorrow = dateAfter(today, 1);
  const days = `${day} le ${tomorrow}`;
  const dates = `${date} le ${tomorrow}`;
  const storage = (kind: string): string => (kind === '' ? days : `siteType eq '${kind}' and ${days}`);
  const stored = `${day},${date},storageUsedInBytes`;
  return {
    active: queryAddress('office365ActiveUserCounts', {
      filter: days,
      orderby: byDay,
      top: yearOfRows,
      select: `${day},${date},office365,exchange,teams,oneDrive,sharePoint,yammer`,
    }),
    enabled: queryAddress('office365ServicesUserCounts', {
      filter: `reportPeriod eq '30' and ${dates}`,
      orderby: byDate,
      top: 45,
    }),
    reach: queryAddress('office365ServicesUserCounts', {
      filter: `reportPeriod in ('7','90','180') and ${dates}`,
      orderby: byDate,
      top: 9,
      select: `${date},reportPeriod,office365Active,office365Inactive`,
    }),
    copilotDays: queryAddress('microsoft365CopilotUserCountTrend', {
      filter: days,
      orderby: byDay,
      top: yearOfRows,
      select: `${day},${date},anyAppEnabledUsers,anyAppActiveUsers`,
    }),
    copilot: queryAddress('microsoft365CopilotUserCountSummary', {
      filter: `reportPeriod in ('28','30') and ${dates}`,
      orderby: byDate,
      top: 45,
      select: `${date},reportPeriod,anyAppEnabledUsers,anyAppActiveUsers`,
    }),
    mailboxStorage: queryAddress('mailboxUsageStorage', {
      filter: storage(''),
      orderby: byDay,
      top: yearOfRows,
      select: stored,
    }),
    oneDriveStorage: queryAddress('oneDriveUsageStorage', {
      filter: storage('OneDrive'),
      orderby: byDay,
      top: yearOfRows,
      select: stored,
    }),
    siteStorage: queryAddress('sharePointSiteUsageStorage', {
      filter: storage('All'),
      orderby: byDay,
      top: yearOfRows,
      select: stored,
    }),
    quota: queryAddress('mailboxUsageQuotaStatusMailboxCounts', { filter: days, orderby: byDay, top: 1 }),
    devices: queryAddress('teamsDeviceUsageDistributionUserCounts', {
      filter: `reportPeriod eq '30' and ${dates}`,
      orderby: byDate,
      top: 1,
    }),
    apps: queryAddress('m365AppUserCounts', { filter: days, orderby: byDay, top: 14 }),
    activations: queryAddress('office365ActivationsUserCounts', { filter: dates, orderby: byDate, top: 30 }),
    coverage: queryAddress('reportCoverage', { top: 200 }),
  };
}
