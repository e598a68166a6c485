import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSettings } from '../../../shared/settings/readSettings.ts';

const tenant = '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
const other = '11111111-2222-4333-8444-555555555555';
const environment = {
  AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
  AUTH_AUDIENCE: 'c0ffee00-1234-4abc-8def-0123456789ab',
  ReportsStorage: 'UseDevelopmentStorage=true',
  COLLECTOR_SCHEDULE: '0 30 4 * * *',
};
type Changes = Readonly<Record<string, string | undefined>>;
const read = (changes: Changes = {}) => readSettings({ ...environment, ...changes }).collector;

test('is off without a schedule, whatever else is set', () => {
  expect(read({ COLLECTOR_SCHEDULE: undefined })).toBeUndefined();
  expect(read({ COLLECTOR_SCHEDULE: ' ', COLLECTOR_TENANT: 'x', COLLECTOR_GRAPH_URL: 'x' })).toBeUndefined();
});

test('needs nothing but a schedule where one tenant is allowed', () => {
  expect(read()).toEqual({
    schedule: '0 30 4 * * *',
    graph: { origin: 'https://graph.microsoft.com', version: 'v1.0' },
    tenant,
    reports: [],
    detailPeriods: ['D30'],
    timeLimit: 570_000,
  });
});

test('a run ends before the host of this project would end it', () => {
  const hostJson = readFileSync(path.join(__dirname, '../../../host.json'), 'utf8');
  const { functionTimeout } = JSON.parse(hostJson) as { functionTimeout: string };
  expect(read({ AzureFunctionsJobHost__functionTimeout: functionTimeout })).toEqual(read());
});

test.each<[Changes, object]>([
  [{ COLLECTOR_SCHEDULE: ' 0  15 */6 1-7,15 JAN-mar,12 Mon-Fri ' }, { schedule: '0 15 */6 1-7,15 JAN-mar,12 Mon-Fri' }],
  [{ COLLECTOR_SCHEDULE: '59 0 1-5/2 * * 0' }, { schedule: '59 0 1-5/2 * * 0' }],
  [
    { COLLECTOR_GRAPH_URL: 'https://graph.microsoft.us/beta/' },
    { graph: { origin: 'https://graph.microsoft.us', version: 'beta' } },
  ],
  [{ COLLECTOR_GRAPH_URL: 'http://127.0.0.1:9/v1.0' }, { graph: { origin: 'http://127.0.0.1:9', version: 'v1.0' } }],
  [{ COLLECTOR_CLIENT_ID: other.toUpperCase() }, { clientId: other }],
  [
    {
      ReportsStorage: undefined,
      ReportsStorage__tableServiceUri: 'https://a.table.core.windows.net',
      ReportsStorage__clientId: other,
    },
    { clientId: other },
  ],
  [{ AUTH_TENANTS: `${tenant},${other}`, COLLECTOR_TENANT: other.toUpperCase() }, { tenant: other }],
  [{ AUTH_TENANTS: other }, { tenant: other }],
  [{ COLLECTOR_REPORTS: ' office365*, teamsTeamCounts' }, { reports: ['office365*', 'teamsTeamCounts'] }],
  [{ COLLECTOR_DETAIL_PERIODS: 'd7, D180,D7' }, { detailPeriods: ['D7', 'D180'] }],
  [{ AzureFunctionsJobHost__functionTimeout: '01:00:00' }, { timeLimit: 3_570_000 }],
  [{ AzureFunctionsJobHost__functionTimeout: '-1' }, { timeLimit: 3_600_000 }],
])('%j', (changes, expected) => {
  expect(read(changes)).toMatchObject(expected);
});

const schedules = [
  ['30 4 * * *', /has 5 fields instead of six/],
  ['every day', /has 2 fields/],
  ['* 30 4 * * *', /'\*' as the second, which must be one number: it runs once an hour at most/],
  ['0 */5 * * * *', /'\*\/5' as the minute/],
  ['0 0 24 * * *', /'24' as the hour/],
  ['0 0 4 0 * *', /'0' as the day/],
  ['0 0 4 * 13 *', /'13' as the month/],
  ['0 0 4 * * 7', /'7' as the day of the week/],
  ['0 0 4 * * MON-', /'MON-'/],
  ['0 0 4/0 * * *', /'4\/0' as the hour/],
  ['0 0 1-2-3 * * *', /'1-2-3'/],
  ['0 0 4, * * *', /'4,'/],
] as const;
const wrong: readonly (readonly [name: string, changes: Changes, message: RegExp])[] = [
  ...schedules.map(([value, message]) => ['COLLECTOR_SCHEDULE', { COLLECTOR_SCHEDULE: value }, message] as const),
  ['COLLECTOR_GRAPH_URL', { COLLECTOR_GRAPH_URL: 'http://graph.microsoft.com' }, /not an https URL/],
  ['COLLECTOR_GRAPH_URL', { COLLECTOR_GRAPH_URL: 'https://graph.microsoft.com/v2.0' }, /path other than/],
  ['COLLECTOR_TENANT', { AUTH_TENANTS: `${tenant},${other}` }, /is missing, and the tokens of several tenants/],
  ['COLLECTOR_TENANT', { COLLECTOR_TENANT: other }, /a tenant whose tokens are not accepted/],
  ['COLLECTOR_TENANT', { COLLECTOR_TENANT: 'contoso' }, /not a GUID/],
  ['COLLECTOR_CLIENT_ID', { COLLECTOR_CLIENT_ID: 'me' }, /not a GUID/],
  ['COLLECTOR_REPORTS', { COLLECTOR_REPORTS: 'office365.*' }, /'office365\.\*', which is no name of a report/],
  ['COLLECTOR_REPORTS', { COLLECTOR_REPORTS: 'a,' }, /holds ''/],
  ['COLLECTOR_DETAIL_PERIODS', { COLLECTOR_DETAIL_PERIODS: 'D30,30' }, /'30', which is no period/],
  ['COLLECTOR_DETAIL_PERIODS', { COLLECTOR_DETAIL_PERIODS: 'ALL' }, /'ALL', which is no period/],
  [
    'AzureFunctionsJobHost__functionTimeout',
    { AzureFunctionsJobHost__functionTimeout: '10' },
    /not a time of a minute/,
  ],
  [
    'AzureFunctionsJobHost__functionTimeout',
    { AzureFunctionsJobHost__functionTimeout: '00:00:30' },
    /not a time of a minute/,
  ],
];
test.each(wrong)('a bad %s stops the start: %j', (name, changes, message) => {
  expect(() => read(changes)).toThrow(new RegExp(`^The setting ${name} .+\\. Set .+\\.$`, 's'));
  expect(() => read(changes)).toThrow(message);
});

test('every setting it reads is in docs/settings.md', () => {
  const documented = readFileSync(path.join(__dirname, '../../../docs/settings.md'), 'utf8');
  const asked = new Set<string>();
  const given: Changes = environment;
  const watched = new Proxy(given, {
    get(target, name: string) {
      asked.add(name);
      return target[name];
    },
  });
  readSettings(watched);
  const own = [...asked].filter((name) => /^(?:COLLECTOR_|AzureFunctionsJobHost__)/.test(name));
  expect(own).toHaveLength(7);
  for (const name of own) expect(documented).toContain(`| \`${name}\` |`);
});
