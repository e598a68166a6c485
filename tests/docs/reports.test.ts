// docs/reports.md and docs/columns.md are what the model says, and finds a report by the words people have for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnsDocument, columnsTable } from '../../local/docs/columnsDocument.ts';
import { reportsDocument } from '../../local/docs/reportsDocument.ts';
import { reportRequests } from '../../shared/collect/graph/reportRequests.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { reports } from '../../shared/model/reports.ts';
import { services } from '../../shared/model/services.ts';
import { readCollectorSettings } from '../../shared/settings/readCollectorSettings.ts';

const read = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'docs', name), 'utf8');
const text = read('reports.md');
const lineOf = (name: string): string => text.split('\n').find((line) => line.includes(`| \`${name}\` |`)) ?? '';
const tenant = '11111111-2222-4333-8444-555555555555';

test('the documents are in step: npm run docs', () => {
  expect(text).toBe(reportsDocument(reports));
  expect(read('columns.md')).toBe(columnsDocument(reports));
  expect(read('readers.md')).toContain(`<!-- columns -->\n\n${columnsTable(office365ActiveUserCounts)}\n`);
});

test('every report has one line, with its set, its function and its periods', () => {
  const lines = text.split('\n');
  for (const { name, title = '', reportFunction } of reports) {
    const found = lines.filter((line) => line.includes(`| \`${name}\` |`));
    expect([name, found.length]).toEqual([name, 1]);
    for (const word of [title, `/${reportFunction!.name}(`, ...reportFunction!.periods])
      expect(found[0]).toContain(word);
  }
  expect(lines.filter((line) => line.startsWith('| Teams device usage')).length).toBe(5);
});

test('the column Collected has every period that is asked for by default, and no other', () => {
  const settings = {
    auth: { authority: 'https://login.microsoftonline.com/x', audiences: [], tenants: [tenant], clients: [] },
    storage: { kind: 'identity', tableEndpoint: new URL('https://x.example') },
    timeLimit: 1,
  } as unknown as Parameters<typeof readCollectorSettings>[1];
  const { detailPeriods } = readCollectorSettings({ COLLECTOR_SCHEDULE: '0 0 4 * * *' }, settings)!;
  const asked = reports.filter(({ isRetired, reportFunction }) => !isRetired && reportFunction!.periods.length > 0);
  expect(asked.length).toBeGreaterThan(70);
  for (const type of asked) {
    const cell = lineOf(type.name).split('|')[6]!;
    const requests = reportRequests(type, { details: detailPeriods, isLong: true });
    const periods = requests.map(({ call }) => /period='([^']*)'/.exec(call)?.[1]);
    expect([type.name, cell.match(/\bD\d+\b/g)]).toEqual([type.name, periods]);
  }
});

test.each([
  [
    'office365GroupsActivityDetail',
    '3rd of 4 header lines, since 2019-07: Group Id; all others from the start; ' +
      'in no file: teamsChannelMessagesCount, teamsMeetingsOrganizedCount; seen 2023-05-31',
  ],
  [
    'oneDriveUsageAccountDetail',
    '2nd of 3 header lines, since 2019-05: Owner Principal Name; 3rd of 3 header lines: Site Id; ' +
      'all others from the start; seen 2026-07-18',
  ],
  [
    'sharePointSiteUsageDetail',
    '2nd of 3 header lines, since 2018-10: Site Id; 3rd of 3 header lines: Owner Principal Name; all others from the start; ' +
      'only in beta: Site Sensitivity Label Id, External Sharing, Unmanaged Device Policy, Geo Location, Anonymous Link Count, ' +
      'Company Link Count, Secure Link For Guest Count, Secure Link For Member Count; seen 2026-07-28',
  ],
  ['browserUserDetail', 'all from the start; only in earlier files: Edge Legacy, Internet Explorer'],
  ['mailboxUsageQuotaStatusMailboxCounts', 'all from the start; seen 2026-07-28'],
  ['formsUserActivityCounts', 'all from the start; in no file: Report Date'],
])('%s says since which columns', (name, words) => {
  expect(lineOf(name)).toMatch(new RegExp(` \\| ${words} \\|$`));
});

test('each column that a file of some time lacks is told of, the User Id of Teams with its month', () => {
  for (const { name, properties, otherHeaders = [] } of reports) {
    for (const { csvColumn = '', csvAliases = [] } of Object.values(properties)) {
      const isLacked = otherHeaders.some(({ line }) => {
        const titles = line.split(',').map((title) => title.trim().toLowerCase());
        return ![csvColumn, ...csvAliases].some((known) => titles.includes(known.trim().toLowerCase()));
      });
      if (csvColumn !== '' && isLacked)
        expect([name, lineOf(name)]).toEqual([name, expect.stringContaining(csvColumn.trim())]);
    }
  }
  expect(lineOf('teamsUserActivityUserDetail')).toContain('3rd of 6 header lines, since 2022-01: User Id;');
  expect(lineOf('microsoft365CopilotUserCountTrend')).toContain('; only in version v2: Edge Enabled Users, ');
});

test.each([
  /`reportPeriod` of a series row is where its figures came from/,
  /`All` and `OneDrive` do not add up/,
  /The last three days are provisional/,
  /Details have no history before the first run/,
  /Concealing names midway breaks joins/,
])('it says what surprises: %s', (surprise) => {
  const [, section = ''] = /## What surprises\n([\s\S]*?)\n## /.exec(text) ?? [];
  expect(section.split('\n').filter((line) => surprise.test(line))).toHaveLength(1);
});

test('reports stand under the names that people have for their services, which the page has too', () => {
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, name]) => name).slice(3)).toEqual(Object.values(services));
});
