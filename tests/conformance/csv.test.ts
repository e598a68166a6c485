/**
 * CSV: the set itself and what query options make of it.
 * https://www.rfc-editor.org/rfc/rfc4180
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { storeRows } from '../support/storeRows.ts';

const set = 'office365ActiveUserDetail';
const csv = { Accept: 'text/csv' };
const user = (id: string, userPrincipalName: string | null, more: Record<string, unknown> = {}) => ({
  id,
  reportRefreshDate: '2022-10-23',
  userPrincipalName,
  ...more,
});

describeMatrix('CSV', (app) => {
  beforeAll(async () => {
    await storeRows(app, set, [
      user('a', 'ada', { displayName: 'Ada, "A"', isDeleted: false, assignedProducts: ['E5', 'POWER BI (FREE)'] }),
      user('b', '=1+1', { displayName: 'two\r\nlines', isDeleted: true, deletedDate: '2022-10-20' }),
      user('c', null, { displayName: 'Grüße 😀', assignedProducts: ['-x', 'y'] }),
    ]);
    await storeRows(app, 'office365GroupsActivityFileCounts', [{ id: 'f', total: -5, active: 2 ** 53 }]);
  });

  const read = async (target: string): Promise<string> => {
    const response = await app.fetch(`/v1.0/${target}`.replaceAll(' ', '%20'), { headers: csv });
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect([response.status, text.startsWith('{') ? text : '']).toEqual([200, '']);
    return text;
  };
  const lines = (...all: readonly string[]): string => `\ufeff${all.map((line) => `${line}\r\n`).join('')}`;

  test('the set itself', async () => {
    const response = await app.fetch(`/v1.0/${set}?$format=text/csv&$top=1`);
    expect(response.headers.get('content-type')).toBe('text/csv;charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${set}.csv"`);
    const [header = '', first = '', end] = (await response.text()).split('\r\n');
    expect(header).toMatch(
      /^Report Refresh Date,User Principal Name,.*,Teams License Assign Date,Assigned Products,id$/,
    );
    expect(first).toBe(
      `2022-10-23,ada,"Ada, ""A""",False${','.repeat(19)},,E5+POWER BI (FREE),a`.replace(',,,E5', ',,E5'),
    );
    expect(end).toBe('');
  });

  test('begins with a byte order mark, and ends lines with CR LF', async () => {
    const response = await app.fetch(`/v1.0/${set}?$select=id&$orderby=id`, { headers: csv });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('latin1')).toBe('\u00ef\u00bb\u00bfid\r\na\r\nb\r\nc\r\n');
    const nothing = await app.fetch(`/v1.0/${set}?$select=id&$top=0`, { headers: csv });
    expect(Buffer.from(await nothing.arrayBuffer()).toString()).toBe(lines('id'));
  });

  test('properties that the file of Microsoft Graph lacks stand behind its columns, always, and last the id', async () => {
    const [header] = (await read('office365GroupsActivityCounts')).split('\r\n');
    expect(header).toMatch(
      /^\ufeffReport Refresh Date,.*,Report Period,teamsChannelMessages,teamsMeetingsOrganized,id$/,
    );
    const [computed] = (await read('office365GroupsActivityCounts?$compute=1 as one')).split('\r\n');
    expect(computed).toBe(header?.replace(/,id$/, ',one,id'));
  });

  test('JSON stays the default', async () => {
    const response = await app.fetch(`/v1.0/${set}?$top=1`, { headers: { Accept: '*/*' } });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test('$select restricts the columns and orders them; a property without a column has its own name', async () => {
    expect(await read(`${set}?$select=displayName,id,isDeleted&$orderby=id`)).toBe(
      lines('Display Name,id,Is Deleted', '"Ada, ""A""",a,False', '"two\r\nlines",b,True', 'Grüße 😀,c,'),
    );
  });

  test('what a spreadsheet would run has an apostrophe in front; numbers have not', async () => {
    expect(await read(`${set}?$select=userPrincipalName,assignedProducts&$orderby=id desc&$top=2`)).toBe(
      lines('User Principal Name,Assigned Products', ",'-x+y", "'=1+1,"),
    );
    expect(await read('office365GroupsActivityFileCounts?$select=total,active')).toBe(
      lines('Total,Active', '-5,9007199254740992'),
    );
  });

  test('an empty text is two quotes, null is nothing; the file of a report has no ids', async () => {
    const team = { reportRefreshDate: '2022-10-23', reportPeriod: '7', teamName: '' };
    await storeRows(app, 'teamsTeamActivityDetail', [{ ...team, id: 'one' }]);
    const [, first] = (await read('teamsTeamActivityDetail')).split('\r\n');
    expect(first).toMatch(/^2022-10-23,"",,,,7,*,one$/);
    const [, second] = (await read("reports/getTeamsTeamActivityDetail(period='D7')")).split('\r\n');
    expect(second).toMatch(/^2022-10-23,"",,,,7,*$/);
  });

  test('items of a collection that could not be told apart are a JSON array', async () => {
    const products = [['ENTERPRISE MOBILITY + SECURITY E5', 'B'], ['A+B', 'C'], [''], []];
    const rows = products.map((assignedProducts, at) => ({ id: `${at}`, assignedProducts }));
    await storeRows(app, 'emailActivityUserDetail', rows);
    expect(await read('emailActivityUserDetail?$select=id,assignedProducts&$orderby=id')).toBe(
      lines('id,Assigned Products', '0,ENTERPRISE MOBILITY + SECURITY E5+B', '1,"[""A+B"",""C""]"', '2,""', '3,'),
    );
  });

  test('$filter, $search, $orderby, $skip and $top', async () => {
    const ids = async (query: string) => (await read(`${set}?$select=id&${query}`)).split('\r\n').slice(1, -1);
    expect(await ids('$filter=isDeleted eq true')).toEqual(['b']);
    expect(await ids('$filter=assignedProducts/any(p:p eq %27E5%27)')).toEqual(['a']);
    expect(await ids('$search=ada')).toEqual(['a']);
    expect(await ids('$orderby=displayName desc')).toEqual(['b', 'c', 'a']);
    expect(await ids('$orderby=id&$skip=1&$top=1')).toEqual(['b']);
    expect(await ids('$top=0')).toEqual([]);
    expect(await ids("$filter=userPrincipalName eq 'nobody'")).toEqual([]);
  });

  test('$compute adds columns, $apply makes others, options of a collection choose its items', async () => {
    expect(await read(`${set}?$compute=length(displayName) as size&$select=id,size&$orderby=id&$top=1`)).toBe(
      lines('id,size', 'a,8'),
    );
    const whole = await read(`${set}?$compute=length(displayName) as size&$orderby=id&$top=1`);
    expect(whole.split('\r\n')[0]).toMatch(/,Assigned Products,size,id$/);
    expect(await read(`${set}?$apply=groupby((isDeleted),aggregate($count as rows))&$orderby=isDeleted`)).toBe(
      lines('isDeleted,rows', ',1', 'False,1', 'True,1'),
    );
    expect(await read(`${set}?$filter=id eq 'a'&$select=assignedProducts($top=1)`)).toBe(
      lines('Assigned Products', 'E5'),
    );
  });

  test('entities, counts and properties have no CSV', async () => {
    for (const path of [`${set}('a')`, `${set}/$count`, `${set}('a')/displayName`]) {
      await expectError(await app.fetch(`/v1.0/${path}`, { headers: csv }), 'invalidAcceptType', { target: 'Accept' });
    }
  });

  test('what is wrong with the query is an error in JSON', async () => {
    await expectError(
      await app.fetch(`/v1.0/${set}?$filter=nothing%20eq%201`, { headers: csv }),
      'invalidFilterClause',
      {
        target: '$filter',
      },
    );
  });

  test('compressed for callers that take gzip', async () => {
    const response = await app.fetch(`/v1.0/${set}`, { headers: { ...csv, 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });
});
