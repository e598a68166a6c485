// docs/reports.md and docs/columns.md are what the model says, and finds a report by the words people have for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnsDocument, columnsTable } from '../../local/docs/columnsDocument.ts';
import { columnHistory } from '../../local/docs/columnHistory.ts';
import { reportsDocument } from '../../local/docs/reportsDocument.ts';
import { reportRequests } from '../../shared/collect/graph/reportRequests.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { reports } from '../../shared/model/reports.ts';
import { readCollectorSettings } from '../../shared/settings/readCollectorSettings.ts';

const read = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'docs', name), 'utf8');
const text = read('reports.md');
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
  const lines = text.split('\n');
  const asked = reports.filter(({ isRetired, reportFunction }) => !isRetired && reportFunction!.periods.length > 0);
  expect(asked.length).toBeGreaterThan(70);
  for (const type of asked) {
    const cell = lines.find((line) => line.includes(`| \`${type.name}\` |`))!.split('|')[6]!;
    const requests = reportRequests(type, { details: detailPeriods, isLong: true });
    const periods = requests.map(({ call }) => /period='([^']*)'/.exec(call)?.[1]);
    expect([type.name, cell.match(/\bD\d+\b/g)]).toEqual([type.name, periods]);
  }
});

test('the history of the columns leaves out what is only another spelling or order', () => {
  const of = (name: string) => columnHistory(reports.find((type) => type.name === name)!);
  expect(of('emailActivityCounts')).toBe('not in all files: Meeting Created, Meeting Interacted');
  expect(of('office365GroupsActivityDetail')).toBe('not in all files: Group Id');
  expect(of('microsoft365CopilotUsageUserDetail')).toMatch(/^in some files besides: Prompts submitted for all apps, /);
  expect(of('office365ActiveUserCounts')).toBe('the same');
});
