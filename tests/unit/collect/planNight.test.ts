import type { CoverageEntry } from '../../../shared/collect/ledger/coverageEntry.ts';
import type { LedgerEntry } from '../../../shared/collect/ledger/ledgerEntry.ts';
import { chosenReports } from '../../../shared/collect/night/chosenReports.ts';
import { mostRequests, planNight } from '../../../shared/collect/night/planNight.ts';
import { model } from '../../../shared/model/model.ts';

const today = '2026-11-28';
const series = 'office365ActiveUserCounts';
const total = 'office365ServicesUserCounts';
const [groups, mailboxes, teams] = ['office365GroupsActivityDetail', 'mailboxUsageDetail', 'teamsTeamActivityDetail'];

/** An entry of a file that the collector stored whole. */
function entry(report: string, period: string | null, collectedOn: string, more: Partial<LedgerEntry> = {}) {
  return {
    id: '',
    report,
    period,
    refreshDate: '2026-11-26',
    collectedAt: `${collectedOn}T04:30:00Z`,
    collectedBy: 'collector',
    digest: 'a',
    complete: true,
    rowsCreated: 1,
    rowsUpdated: 0,
    rowsUnchanged: 0,
    rowsOlder: 0,
    rowsFailed: 0,
    ...more,
  } as const satisfies LedgerEntry;
}

function covered(report: string, more: Partial<CoverageEntry> = {}): CoverageEntry {
  return {
    id: report,
    report,
    firstDay: null,
    newestDay: null,
    newestCompleteRefreshDate: null,
    lastRunAt: null,
    lastRunBy: 'collector',
    lastOutcome: 'stored',
    lastReason: null,
    askedOn: null,
    requests: null,
    settledCalls: [],
    missing: [],
    namesConcealedSince: null,
    toldAt: null,
    ...more,
  };
}

interface Night {
  readonly reports: readonly string[];
  readonly entries?: readonly LedgerEntry[];
  readonly coverage?: readonly CoverageEntry[];
  readonly details?: readonly string[];
}

/** What is asked for, in order: `report 30 180`, `report` where it has no periods. */
function plan({ reports, entries = [], coverage = [], details = ['D30'] }: Night): readonly string[] {
  const { types } = chosenReports(model, reports);
  const ledger = new Map(reports.map((report) => [report, entries.filter((one) => one.report === report)]));
  const state = { ledger, coverage: new Map(coverage.map((one) => [one.report, one])) };
  const settings = {
    detailPeriods: details,
    graph: { origin: 'https://graph.microsoft.com', version: 'v1.0' },
  } as const;
  return planNight(types, settings, state, today).map(({ type, requests }) =>
    [type.name, ...requests.flatMap(({ call }) => /'D(\d+)'/.exec(call)?.[1] ?? [])].join(' '),
  );
}

const [short, both] = [[`${series} 30`], [`${series} 30 180`]];
const nightly = entry(series, '30', '2026-11-27');

test.each<[string, Night, readonly string[]]>([
  ['the first night of a series', { reports: [series] }, both],
  ['a night after both', { reports: [series], entries: [nightly, entry(series, '180', '2026-11-01')] }, short],
  ['a month after the long one', { reports: [series], entries: [nightly, entry(series, '180', '2026-10-29')] }, both],
  ['a day less', { reports: [series], entries: [nightly, entry(series, '180', '2026-10-30')] }, short],
  ['21 days without a complete one', { reports: [series], entries: [entry(series, '180', '2026-11-07')] }, both],
  ['20 days without', { reports: [series], entries: [entry(series, '180', '2026-11-08')] }, short],
  [
    'files that are not complete',
    { reports: [series], entries: [nightly, entry(series, '180', '2026-11-27', { complete: false })] },
    both,
  ],
  [
    'files that were imported by hand',
    {
      reports: [series],
      entries: ['30', '180'].map((days) => entry(series, days, today, { collectedBy: 'import' })),
    },
    both,
  ],
  ['one of two that is stored today', { reports: [series], entries: [entry(series, '30', today)] }, [`${series} 180`]],
  ['both stored today', { reports: [series], entries: [entry(series, '30', today), entry(series, '180', today)] }, []],
  ['every period of a total', { reports: [total] }, [`${total} 7 30 90 180`]],
  ['a total without periods', { reports: ['office365ActivationCounts'] }, ['office365ActivationCounts']],
  ['the periods of details that are set', { reports: [groups], details: ['D7', 'D90'] }, [`${groups} 7 90`]],
  [
    'rows that do not tell the period',
    { reports: ['office365ActiveUserDetail'], details: ['D7', 'D30'] },
    ['office365ActiveUserDetail 30'],
  ],
  [
    'series and totals, then details whose last complete report is oldest',
    {
      reports: [groups, mailboxes, series, teams, total],
      coverage: [
        covered(groups, { newestCompleteRefreshDate: '2026-11-26' }),
        covered(teams, { newestCompleteRefreshDate: '2026-11-24' }),
      ],
    },
    [...both, `${total} 7 30 90 180`, `${mailboxes} 30`, `${teams} 30`, `${groups} 30`],
  ],
  [
    'what is settled today, be the rest stored or not and whoever came between',
    {
      reports: [total],
      entries: ['7', '30'].map((days) => entry(total, days, today)),
      coverage: [
        covered(total, {
          lastOutcome: 'stored',
          lastRunBy: 'import',
          askedOn: today,
          settledCalls: ["getOffice365ServicesUserCounts(period='D180')"],
        }),
      ],
    },
    [`${total} 90`],
  ],
  [
    'what was settled yesterday',
    {
      reports: [total],
      coverage: [
        covered(total, { askedOn: '2026-11-27', settledCalls: ["getOffice365ServicesUserCounts(period='D180')"] }),
      ],
    },
    [`${total} 7 30 90 180`],
  ],
  [
    'what Graph did not give yesterday, and was asked for today by a run that was killed',
    {
      reports: [total],
      coverage: [covered(total, { lastOutcome: 'unavailable', lastRunAt: '2026-11-27T04:30:00Z', askedOn: today })],
    },
    [`${total} 7 30 90 180`],
  ],
  [
    'what Graph does not give, until tomorrow',
    {
      reports: [groups, total],
      coverage: [
        covered(groups, { lastOutcome: 'unavailable', askedOn: today, lastRunAt: `${today}T04:30:00Z` }),
        covered(total, { lastOutcome: 'unavailable', askedOn: '2026-11-27' }),
      ],
    },
    [`${total} 7 30 90 180`],
  ],
  [
    'what was asked for as often as may be today',
    {
      reports: [groups, total],
      coverage: [
        covered(groups, { lastOutcome: 'failed', askedOn: today, requests: mostRequests }),
        covered(total, { lastOutcome: 'failed', askedOn: today, requests: mostRequests - 1 }),
      ],
    },
    [`${total} 7 30 90 180`],
  ],
])('%s', (_what, night, expected) => {
  expect(plan(night)).toEqual(expected);
});

test('no report is asked for more often than five times a day, whatever is chosen', () => {
  expect(mostRequests).toBe(5);
  const reports = model.flatMap(({ name, reportFunction }) => (reportFunction === undefined ? [] : [name]));
  const counts = plan({ reports, details: ['D7', 'D30', 'D90', 'D180'] }).map((line) => line.split(' ').length - 1);
  expect(counts).toHaveLength(91);
  expect(Math.max(...counts)).toBeLessThanOrEqual(mostRequests);
});
