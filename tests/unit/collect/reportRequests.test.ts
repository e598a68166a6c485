import { chosenReports } from '../../../shared/collect/night/chosenReports.ts';
import { reportRequests, type PeriodChoice } from '../../../shared/collect/graph/reportRequests.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';

const typeOf = (name: string): EntityType => reports.find((type) => type.name === name)!;
const usual: PeriodChoice = { details: ['D30'], isLong: false };
const callsOf = (name: string, choice = usual): readonly string[] =>
  reportRequests(typeOf(name), choice).map(({ path, version }) => `${version}/${path}`);

test.each<[string, PeriodChoice, readonly string[]]>([
  ['office365ActiveUserCounts', usual, ["v1.0/reports/getOffice365ActiveUserCounts(period='D30')"]],
  [
    'office365ActiveUserCounts',
    { ...usual, isLong: true },
    [
      "v1.0/reports/getOffice365ActiveUserCounts(period='D30')",
      "v1.0/reports/getOffice365ActiveUserCounts(period='D180')",
    ],
  ],
  [
    'office365ServicesUserCounts',
    usual,
    ['7', '30', '90', '180'].map((days) => `v1.0/reports/getOffice365ServicesUserCounts(period='D${days}')`),
  ],
  ['teamsUserActivityUserDetail', usual, ["v1.0/reports/getTeamsUserActivityUserDetail(period='D30')"]],
  [
    'teamsUserActivityUserDetail',
    { details: ['D180', 'D7'], isLong: true },
    [
      "v1.0/reports/getTeamsUserActivityUserDetail(period='D7')",
      "v1.0/reports/getTeamsUserActivityUserDetail(period='D180')",
    ],
  ],
  // Its rows do not tell the period.
  [
    'office365ActiveUserDetail',
    { details: ['D7', 'D90'], isLong: false },
    ["v1.0/reports/getOffice365ActiveUserDetail(period='D90')"],
  ],
  ['office365ActivationCounts', usual, ['v1.0/reports/getOffice365ActivationCounts']],
  ['browserUserCounts', usual, ["beta/reports/getBrowserUserCounts(period='D30')"]],
  // Over 28 days there is it in one version alone.
  [
    'microsoft365CopilotUserCountSummary',
    usual,
    [...['7', '30', '90', '180'].map((days) => `(period='D${days}')`), "(period='D28',version='v2')"].map(
      (called) => `v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary${called}`,
    ),
  ],
  [
    'microsoft365CopilotUsageUserDetail',
    { details: ['D28'], isLong: false },
    ["v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D28',version='v2')"],
  ],
  [
    'microsoft365CopilotUserCountTrend',
    { ...usual, isLong: true },
    [
      "v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend(period='D30')",
      "v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend(period='D180')",
    ],
  ],
])('%s with %j is asked for by its own path and version', (name, choice, calls) => {
  expect(callsOf(name, choice)).toEqual(calls);
});

test('no report takes more than five requests, whatever is chosen', () => {
  const most = { details: ['D7', 'D28', 'D30', 'D90', 'D180'], isLong: true };
  for (const type of reports) {
    const { length } = reportRequests(type, most);
    expect([type.name, length >= 1 && length <= 5]).toEqual([type.name, true]);
  }
});

test('another Graph may have all reports in its beta version', () => {
  const [request] = reportRequests(typeOf('office365ActiveUserCounts'), usual, 'beta');
  expect(request?.version).toBe('beta');
});

test('all reports are collected but those of services that were ended, unless they are asked for', () => {
  const { types, unknown } = chosenReports(model, []);
  expect(unknown).toEqual([]);
  expect(types).toEqual(reports.filter(({ service }) => service !== 'skypeForBusiness'));
  const skype = chosenReports(model, ['SkypeForBusinessActivityCounts', 'teamsTeam*', 'nothing*']);
  expect(skype.types.map(({ name }) => name)).toEqual([
    'skypeForBusinessActivityCounts',
    ...reports.map(({ name }) => name).filter((name) => name.startsWith('teamsTeam')),
  ]);
  expect(skype.unknown).toEqual(['nothing*']);
});
