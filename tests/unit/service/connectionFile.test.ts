// Files for Excel and Power BI Desktop: data source files of Power BI (https://learn.microsoft.com/power-bi/connect-data/desktop-data-sources),
// [MS-ODCFF] 2.7.1.1 with a query of [MS-QDEIF]. No Office was there to open them.
import { listReports } from '../../../local/build/listReports.ts';
import { feedSteps } from '../../../local/build/feedSteps.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';
import { connectionFile } from '../../../shared/service/connectionFile.ts';

const publicUrl = 'https://reports.contoso.com';
const feeds = feedSteps(reports);
const fileOf = async (address: string) => await connectionFile(address, publicUrl, () => Promise.resolve(feeds));
const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const part = (text: string, name: string): string =>
  new RegExp(`<(${name})[^>]*>(.*?)</\\1>`, 's').exec(text)?.[2] ?? '';

test('every report has both files, and the whole feed', () => {
  expect(Object.keys(feeds).sort()).toEqual(['all', ...listReports(model).map(({ set }) => set)].sort());
});

test.each([
  ['all', 'https://reports.contoso.com/v1.0/'],
  ['office365ActiveUserCounts', 'https://reports.contoso.com/v1.0/office365ActiveUserCounts'],
])('%s.pbids', async (name, url) => {
  const file = await fileOf(`/reports/${name}.pbids`);
  expect(file?.headers).toMatchObject({ 'Content-Disposition': `attachment; filename="${name}.pbids"` });
  expect(JSON.parse(file?.body as string)).toEqual({
    version: '0.1',
    connections: [{ details: { protocol: 'odata', address: { url } } }],
  });
});

test.each([
  ['all', 'Usage reports', 'in\n    Feed'],
  [
    'office365ActiveUserCounts',
    'office365ActiveUserCounts',
    'Feed{[Name = "office365ActiveUserCounts", Signature = "table"]}[Data]',
  ],
  [
    'office365ActiveUserDetail',
    'office365ActiveUserDetail',
    'Report = Table.SelectRows(Rows, each [reportRefreshDate] = Newest[reportRefreshDate])',
  ],
  [
    'teamsTeamActivityDetail',
    'teamsTeamActivityDetail',
    '[reportRefreshDate] = Newest[reportRefreshDate] and [reportPeriod] = Newest[reportPeriod]',
  ],
])('%s.odc', async (name, query, step) => {
  const file = await fileOf(`/reports/${name}.odc`);
  expect(file?.headers).toMatchObject({
    'Content-Type': 'text/x-ms-odc; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.odc"`,
  });
  const text = file?.body as string;
  expect(text).toContain('<meta name="ProgId" content="ODC.Database" />');
  expect(plain(part(text, 'odc:ConnectionString'))).toBe(
    `Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location="${query}";Extended Properties=""`,
  );
  expect(part(text, 'odc:CommandText')).toBe(`SELECT * FROM [${query}]`);
  // PowerQueryMashupData is there if and only if PowerQueryConnection is, and holds XML that is encoded once more.
  const mashup = plain(part(text, 'odc:PowerQueryMashupData'));
  expect(mashup).toMatch(/^<Mashup .*<\/Mashup>$/s);
  expect(mashup).toContain(`<Query Name="${query}">`);
  const formula = plain(part(mashup, 'Formula'));
  expect(formula).toMatch(
    /^let\n {4}Feed = OData\.Feed\("https:\/\/reports\.contoso\.com\/v1\.0\/", null, \[Implementation = "2\.0"\]\)/,
  );
  expect(formula).toContain(step);
});

test.each([
  '/reports/noSuchSet.odc',
  '/reports/__proto__.odc',
  '/reports/constructor.pbids',
  '/reports/all.xml',
  '/all.odc',
  '/reports/../all.odc',
])('there is no %s', async (address) => expect(await fileOf(address)).toBeUndefined());
