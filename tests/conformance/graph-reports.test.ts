/**
 * The report functions of Microsoft Graph below `reports`.
 * https://learn.microsoft.com/graph/api/reportroot-getoffice365activeusercounts
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_InvokingaFunction
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { storeRows } from '../support/storeRows.ts';

const root = '/v1.0/reports';
const path = `${root}/getOffice365ActiveUserCounts`;
const json = { Accept: 'application/json' };
const header =
  'Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,Report Period';

const row = (refreshed: string | null, day: string | null, period: string, office365: number) => ({
  reportRefreshDate: refreshed,
  office365,
  reportDate: day,
  reportPeriod: period,
});

const rows = [
  row('2022-10-25', '2022-10-19', '7', 1),
  row('2022-10-25', '2022-10-21', '7', 3),
  row('2022-10-25', '2022-10-20', '7', -2),
  row('2022-10-25', '2022-10-19', '30', 4),
  row('2022-10-24', '2022-10-24', '7', 5),
  row('2022-10-26', '2022-10-25', '90', 6),
  row(null, '2022-10-27', '7', 7),
  row(null, '2022-10-27', '180', 8),
];

const day = (name: string): string => `2022-10-${name}`;

interface Page {
  readonly '@odata.context': string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly {
    readonly office365: number;
    readonly reportDate: string;
    readonly reportPeriod: string;
    readonly reportRefreshDate: string;
  }[];
}

describeMatrix('the report functions', (app) => {
  beforeAll(async () => {
    await storeRows(app, 'office365ActiveUserCounts', rows);
  });

  const read = async (target: string, headers: Record<string, string> = json): Promise<Page> => {
    const response = await app.fetch(target.replaceAll(' ', '%20'), { headers });
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return JSON.parse(text) as Page;
  };
  const numbers = ({ value }: Page): readonly number[] => value.map(({ office365 }) => office365);

  test('the days that end with the newest, that first, each once, whatever period its figures came with', async () => {
    const page = await read(`${path}(period='D7')`);
    expect(page.value.map((each) => [each.reportDate, each.office365])).toEqual([
      [day('27'), 7],
      [day('25'), 6],
      [day('24'), 5],
      [day('21'), 3],
    ]);
    expect(new Set(page.value.map((each) => `${each.reportRefreshDate} ${each.reportPeriod}`))).toEqual(
      new Set(['2022-10-26 7']),
    );
    expect(page['@odata.context']).toBe(
      `${app.publicUrl}/v1.0/$metadata#Collection(microsoft.graph.office365ActiveUserCounts)`,
    );
    // Of rows of one day and refresh date that of the period asked for counts, then that of the shorter.
    expect(numbers(await read(`${path}(period='D30')`))).toEqual([7, 6, 5, 3, -2, 4]);
    expect(numbers(await read(`${path}(period='D90')`))).toEqual([7, 6, 5, 3, -2, 1]);
    expect(numbers(await read(`${path}(period='D180')`))).toEqual([8, 6, 5, 3, -2, 1]);
  });

  test('CSV with the header of Microsoft Graph', async () => {
    const response = await app.fetch(`${path}(period='D7')`, { headers: { Accept: '*/*' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv;charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="office365ActiveUserCounts_D7_2022-10-26.csv"',
    );
    const lines = [
      '2022-10-26,7,,,,,,,2022-10-27,7',
      '2022-10-26,6,,,,,,,2022-10-25,7',
      '2022-10-26,5,,,,,,,2022-10-24,7',
      '2022-10-26,3,,,,,,,2022-10-21,7',
    ];
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(`\ufeff${[header, ...lines].join('\r\n')}\r\n`);
  });

  test.each([
    [undefined, '', 'text/csv'],
    ['*/*', '', 'text/csv'],
    ['text/csv', '', 'text/csv'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', '', 'text/csv'],
    // The Microsoft Graph SDKs for .NET, Python and Go want the bytes of the file.
    ['application/octet-stream, application/json', '', 'application/octet-stream'],
    ['application/octet-stream', '', 'application/octet-stream'],
    ['text/plain', '', 'text/plain'],
    ['application/json, application/octet-stream', '', 'application/json'],
    ['application/*', '', 'application/json'],
    [
      'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,text/plain;q=0.7',
      '',
      'application/json',
    ],
    // What a batch of the Graph SDK for JavaScript writes.
    ['application/octet-streamapplication/json', '', 'text/csv'],
    ['application/json', '?$format=application/octet-stream', 'application/octet-stream'],
    ['application/json', '', 'application/json'],
    ['application/json, text/plain, */*', '', 'application/json'],
    ['application/json;odata.metadata=none', '', 'application/json'],
    ['application/json', '?$format=text/csv', 'text/csv'],
    ['text/csv', '?$format=application/json', 'application/json'],
    [undefined, '?$format=json', 'application/json'],
    [undefined, '?$format=csv', 'text/csv'],
  ])('Accept %s and %s: %s', async (accept, query, expected) => {
    const response = await app.fetch(`${path}(period='D7')${query}`, { headers: { Accept: accept } });
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, expected]);
  });

  test('a format it does not have is 406', async () => {
    await expectError(await app.fetch(`${path}(period='D7')?$format=xml`), 'invalidAcceptType', { target: '$format' });
  });

  test.each([
    ['parameter alias', `${path}(period=@p)?@p='D7'`, [7, 6, 5, 3]],
    ['with the namespace', `${root}/microsoft.graph.getOffice365ActiveUserCounts(period='D7')`, [7, 6, 5, 3]],
    ['$filter', `${path}(period='D7')?$filter=office365 lt 6`, [5, 3]],
    // Options are about the view: no row of it says the date or the period that its figures came with.
    ['a filter of the refresh date of a row', `${path}(period='D7')?$filter=reportRefreshDate eq 2022-10-24`, []],
    ['a filter of the refresh date', `${path}(period='D7')?$filter=reportRefreshDate eq 2022-10-26`, [7, 6, 5, 3]],
    ['a filter of the period of a row', `${path}(period='D7')?$filter=reportPeriod eq '90'`, []],
    ['a filter of a figure that was not chosen', `${path}(period='D7')?$filter=office365 eq 8`, []],
    ['$orderby', `${path}(period='D7')?$orderby=office365`, [3, 5, 6, 7]],
    ['$orderby of equals', `${path}(period='D7')?$orderby=reportPeriod`, [7, 6, 5, 3]],
    ['$top and $skip', `${path}(period='D7')?$top=1&$skip=1`, [6]],
    ['$search', `${path}(period='D7')?$search="2022-10-25"`, [6]],
  ])('%s', async (_what, target, expected) => {
    expect(numbers(await read(target))).toEqual(expected);
  });

  test('$select, $compute, $apply and $count', async () => {
    const selected = await read(
      `${path}(period='D7')?$select=office365,twice&$compute=office365 mul 2 as twice&$top=1`,
    );
    expect(selected.value[0]).toMatchObject({ office365: 7, twice: 14 });
    expect(Object.keys(selected.value[0]!).filter((name) => !name.includes('@'))).toEqual(['office365', 'twice']);
    const aggregated = await read(`${path}(period='D7')?$apply=aggregate(office365 with sum as total)`);
    expect(aggregated.value).toEqual([expect.objectContaining({ total: 21 })]);
    const grouped = await read(
      `${path}(period='D7')?$apply=filter(office365 gt 3)/groupby((reportPeriod),aggregate($count as n))`,
    );
    expect(grouped.value).toEqual([expect.objectContaining({ reportPeriod: '7', n: 3 })]);
    expect((await read(`${path}(period='D7')?$count=true&$top=1`))['@odata.count']).toBe(4);
    const count = await app.fetch(`${path}(period='D7')/$count?$filter=office365%20gt%205`);
    expect(await count.text()).toBe('2');
  });

  test('options in the body of a POST', async () => {
    const body = '$filter=office365 lt 6';
    const headers = { ...json, 'Content-Type': 'text/plain' };
    const response = await app.fetch(`${path}(period='D7')/$query`, { method: 'POST', headers, body });
    expect(numbers((await response.json()) as Page)).toEqual([5, 3]);
  });

  test.each([
    ['no parentheses', '', /needs exactly one parameter.*period='D7'/],
    ['empty parentheses', '()', /needs exactly one parameter/],
    ['another period', "(period='D8')", /'D7', 'D30', 'D90' or 'D180'/],
    ['a period in lower case', "(period='d7')", /'D7'/],
    ['a number', '(period=7)', /'D7'/],
    ['null', '(period=null)', /'D7'/],
    ['an alias without value', '(period=@p)', /'D7'/],
    ['a parameter it does not have', '(date=2022-10-25)', /no parameter 'date'/],
    ['a parameter too many', "(period='D7',top=5)", /no parameter 'top'/],
    ['a value without name', "('D7')", /parameter by name/],
  ])('%s is 400', async (_what, call, message) => {
    await expectError(await app.fetch(path + call), 'invalidParameterFormat', { message });
  });

  test('unknown functions are 404, other methods 405, other options 400', async () => {
    expect((await app.fetch(`${root}/getOffice365Nothing(period='D7')`)).status).toBe(404);
    const post = await app.fetch(`${path}(period='D7')`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await app.fetch(`${path}(period='D7')?$expand=x`)).status).toBe(400);
  });

  test('HEAD has the headers of GET', async () => {
    const head = await app.fetch(`${path}(period='D7')`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/csv;charset=utf-8',
      '',
    ]);
  });

  test('pages go on with the view they began with, whatever is stored meanwhile', async () => {
    const target = `${path}(period='D7')?$count=true`;
    const first = await read(target, { ...json, Prefer: 'odata.maxpagesize=3' });
    expect([numbers(first), first['@odata.count']]).toEqual([[7, 6, 5], 4]);
    await storeRows(app, 'office365ActiveUserCounts', [
      row('2022-10-30', '2022-10-29', '7', 70),
      row('2022-10-26', '2022-10-22', '7', 60),
    ]);
    const link = (first['@odata.nextLink'] ?? '').slice(app.publicUrl.length);
    const { value } = await read(link);
    expect(value.map((each) => [each.reportRefreshDate, each.office365])).toEqual([
      ['2022-10-26', 60],
      ['2022-10-26', 3],
    ]);
    expect(numbers(await read(target))).toEqual([70, 7, 6, 5]);
    await expectError(await app.fetch(link.replace('D7', 'D30'), { headers: json }), 'invalidSkipToken', {
      target: '$skiptoken',
    });
  });

  test('CSV has no pages to go on with', async () => {
    const response = await app.fetch(`${path}(period='D7')?$skiptoken=x`, { headers: { Accept: 'text/csv' } });
    expect(response.status).toBe(400);
  });
});
