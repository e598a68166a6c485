/**
 * OData Protocol 4.01, 11.2.6.1 System Query Option $filter, over stored rows; every operator and function by itself is in
 * url-5.1.1.*.test.ts and filterFunctions.test.ts.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionfilter
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading, type Page } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const called = 'reports/getOffice365ActiveUserCounts';

describeMatrix('$filter', (app) => {
  const { get, ids, json, query } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
  });

  describe('logical operators', () => {
    test.each([
      ["id eq 'a'", 'a'],
      ["reportPeriod eq '7'", 'ab'],
      ["reportPeriod eq ''", 'f'],
      ["reportPeriod ne '7'", 'cdef'],
      ['reportPeriod eq null', 'e'],
      ['reportPeriod ne null', 'abcdf'],
      ['null eq reportPeriod', 'e'],
      ['office365 gt 20', 'd'],
      ['office365 ge 20', 'bcd'],
      ['office365 lt 10', 'f'],
      ['office365 le 10', 'af'],
      ['office365 ne 20', 'adef'],
      ['exchange eq -4', 'c'],
      ['exchange eq teams', 'e'],
      ['exchange gt teams', 'af'],
      ['reportDate gt 2026-01-07', 'ac'],
      ['reportDate le 2026-01-07', 'bef'],
      ['reportDate eq 2024-02-29', 'f'],
      ['reportRefreshDate eq 2026-01-10 and office365 eq 20', 'b'],
      ['reportRefreshDate eq 2026-01-10 or office365 eq 20', 'abc'],
      ['not (office365 eq 20)', 'adef'],
      ["(office365 gt 10 or teams eq 3) and not (reportPeriod eq '30')", 'abdf'],
      ['teams lt 9223372036854775808', 'abcf'],
      ['teams gt -9223372036854775809 and teams lt 9223372036854775808 mul 2', 'abcf'],
      ['true', 'abcdef'],
      ['false', ''],
    ])('%s', async (filter, expected) => {
      expect(await ids(`${set}?$filter=${filter}&$orderby=id`)).toEqual(Array.from(expected));
    });
  });

  describe('null is unknown', () => {
    test.each([
      ['teams gt 0', 'abf'],
      ['not (teams gt 0)', 'cde'],
      ['teams le 0', 'c'],
      ['teams ge null', 'de'],
      ['null le teams', 'de'],
      ['teams gt null', ''],
      ['teams ge yammer', 'de'],
      ['teams gt yammer or teams eq yammer', 'de'],
      ['reportRefreshDate le null', 'e'],
      ['not (reportRefreshDate ge null)', 'abcdf'],
      ['teams gt 0 or teams le 0', 'abcf'],
      ['teams eq null or teams gt 3', 'bde'],
      ['teams add exchange gt 0', 'af'],
      ['teams add exchange eq null', 'bde'],
      ['contains(reportPeriod,null) eq null', 'abcdef'],
      ["contains(reportPeriod,'7')", 'ab'],
      ["not contains(reportPeriod,'7')", 'cdf'],
      ['length(reportPeriod) eq null', 'e'],
      ['year(reportDate) eq 2026', 'abc'],
      ['null', ''],
    ])('%s', async (filter, expected) => {
      expect(await ids(`${set}?$filter=${filter}&$orderby=id`)).toEqual(Array.from(expected));
    });
  });

  describe('in', () => {
    test.each([
      ["reportPeriod in ('7','180')", 'abd'],
      ["reportPeriod in ('7',null)", 'abe'],
      ['teams in (0,3)', 'acf'],
      ["teams in ('0','3')", 'acf'],
      ['reportDate in (2026-01-08,2026-01-09)', 'ac'],
      ["not (reportPeriod in ('7','180'))", 'cef'],
      ["id in ('a','c','nobody')", 'ac'],
      ['exchange in ()', ''],
    ])('%s', async (filter, expected) => {
      expect(await ids(`${set}?$filter=${filter}&$orderby=id`)).toEqual(Array.from(expected));
    });
  });

  describe('arithmetic and functions', () => {
    test.each([
      ['office365 add exchange eq 14', 'a'],
      ['office365 sub 10 eq 10', 'bc'],
      ['office365 mul 2 ge 60', 'd'],
      ['office365 div 20 eq 1', 'bcd'],
      ['office365 divby 20 eq 1.5', 'd'],
      ['office365 mod 20 eq 10', 'ad'],
      ['-exchange gt 0', 'c'],
      ['office365 eq 20.0', 'bc'],
      ['reportRefreshDate sub reportDate eq duration%27P2D%27', 'ac'],
      ["reportRefreshDate sub reportDate eq 'P3D'", 'b'],
      ['reportDate add duration%27P1D%27 eq 2024-03-01', 'f'],
      ["startswith(reportPeriod,'1') or endswith(reportPeriod,'0')", 'cd'],
      ["concat(id,reportPeriod) eq 'a7'", 'a'],
      ["substring(reportPeriod,-1) eq '0'", 'cd'],
      ["indexof(reportPeriod,'8') eq 1", 'd'],
      ["toupper(id) eq 'C' or tolower('D') eq id", 'cd'],
      ["trim(concat(' ',id)) eq 'e'", 'e'],
      ['month(reportDate) eq 2 and day(reportDate) eq 29', 'f'],
      ["case(office365 ge 20:'many',office365 ge 0:'few') eq 'many'", 'bcd'],
      ["cast(office365,Edm.String) eq '20'", 'bc'],
      ['isof(office365,Edm.Int64) and office365 lt 0', 'f'],
      ['round(office365 divby 20) eq 1', 'abc'],
    ])('%s', async (filter, expected) => {
      expect(await ids(`${set}?$filter=${filter}&$orderby=id`)).toEqual(Array.from(expected));
    });
  });

  describe('strings stand for the primitive value they spell (URL Conventions 4.01, 5.1.1.14.1)', () => {
    test.each([
      ["reportDate eq '2026-01-08'", 'a'],
      ["'2026-01-08' lt reportDate", 'c'],
      ["teams eq '3'", 'af'],
      ["teams ge '-9223372036854775808'", 'abcf'],
      ["reportRefreshDate ge '2026-01-11' and teams ne '0'", 'df'],
    ])('%s', async (filter, expected) => {
      expect(await ids(`${set}?$filter=${filter}&$orderby=id`)).toEqual(Array.from(expected));
    });

    test.each(["reportDate eq '2026-02-30'", "teams eq 'many'", "teams eq '9223372036854775808'"])(
      '%s is 400',
      async (filter) => {
        await expectError(await get(`${set}?$filter=${filter}`), 'invalidFilterClause', { target: '$filter' });
      },
    );
  });

  describe('parameter aliases (11.2.6.1.3)', () => {
    test.each([
      ["$filter=reportPeriod eq @p&@p='7'", 'ab'],
      ["@p='7'&$filter=reportPeriod eq @p", 'ab'],
      ['$filter=teams eq @t and office365 gt @o&@o=0&@t=3', 'a'],
      ['$filter=reportPeriod eq @nothing', 'e'],
      ["$filter=reportPeriod in @list&@list=['7','30']", 'abc'],
      ['$filter=reportPeriod in (@list)&@list=["7","30"]', 'abc'],
      ["$filter=reportPeriod in (@p,@q)&@p='7'&@q='30'", 'abc'],
      ['$filter=@condition&@condition=teams eq @t&@t=9', 'b'],
    ])('%s', async (query, expected) => {
      expect(await ids(`${set}?${query}&$orderby=id`)).toEqual(Array.from(expected));
    });
  });

  test('casts to the declared type and to its base type change nothing', async () => {
    for (const cast of ['microsoft.graph', 'graph'].flatMap((name) => [`${name}.${set}`, `${name}.entity`])) {
      expect(await ids(`${set}/${cast}?$filter=${cast}/teams eq 9`)).toEqual(['b']);
    }
    expect(await ids(`${set}?$filter=isof(microsoft.graph.${set})&$orderby=id`)).toEqual(Array.from('abcdef'));
    await expectError(await get(`${set}/microsoft.graph.unknown('x')/id`), 'Request_ResourceNotFound');
  });

  describe('/$filter segments (URL Conventions 4.01, 4.12)', () => {
    test.each([
      [`${set}/$filter(office365 ge 20)?$orderby=id`, 'bcd'],
      [`${set}/$filter(office365 ge 20)/$filter(teams lt 5)?$orderby=id`, 'c'],
      [`${set}/$filter(office365 ge 20)?$filter=teams eq null&$orderby=id`, 'd'],
      [`${set}/$filter(@f)?@f=reportPeriod eq '7'&$orderby=id desc`, 'ba'],
      [`reports/${set}/$filter(office365 ge 20)?$orderby=id`, 'bcd'],
    ])('%s', async (target, expected) => {
      expect(await ids(target)).toEqual(Array.from(expected));
    });

    test('an alias has its value in the body of a POST to /$query too, and on every page', async () => {
      const body = "@f=reportPeriod eq '7'&$orderby=id desc";
      const posted = await query(`${set}/$filter(@f)`, body, { Prefer: 'maxpagesize=1' });
      const first = (await posted.json()) as Page;
      const second = await json(first['@odata.nextLink'] ?? '');
      expect([...first.value, ...second.value].map(({ id }) => id)).toEqual(['b', 'a']);
    });
  });

  test.each([
    [`${set}(@k)`, "@k='b'"],
    [`${set}(id=@k)/office365`, "@k='b'"],
    [`${set}/$filter(teams%20lt%205)(@k)`, "@k='c'"],
    [`${set}/$filter(reportPeriod%20in%20@list)`, "@list=['7']&$orderby=id"],
    [`${set}/$filter(reportPeriod%20in%20(@list))`, '@list=["7"]&$orderby=id'],
    [`${called}(period=@p)/$filter(reportDate%20in%20(@days))`, `@p='D7'&@days=["2026-01-08","2026-01-09"]`],
    [`reports/${set}/$filter(@f)(@k)`, "@f=teams lt 5&@k='c'"],
    [called, "period='D7'"],
    [called, "@period='D7'"],
    [`${called}(period=@p)`, "@p='D7'"],
    [`${called}(period=@p)`, "@p=@q&@q='D7'&$top=1"],
    [`${called}(period=@p)/$filter(office365%20gt%20@o)`, "@o=0&@p='D180'"],
  ])('%s with %s in the body of a POST to /$query is what it is in the URL', async (path, options) => {
    const headers = { Accept: 'application/json' };
    const posted = await query(path, options, headers);
    expect(posted.status).toBe(200);
    expect(await posted.json()).toEqual(await json(`${path}?${options}`, headers));
  });

  test.each([
    [`${called}(period=@p)`, '$top=1', 'invalidParameterFormat'],
    [`${called}(period=@p)`, "@p='D8'", 'invalidParameterFormat'],
    [`${called}(period=@p)`, '@p=@q&@q=@p', 'invalidQueryOption'],
    [`${called}(p=@p)`, "@p='D7'", 'invalidParameterFormat'],
    [`${set}(@k)`, '$select=id', 'invalidPath'],
    [`${set}/$filter(nothing%20eq%20@k)`, '@k=1', 'invalidFilterClause'],
  ] as const)('%s with %s in the body is the 400 that it is in the URL', async (path, options, code) => {
    await expectError(await query(path, options), code);
    await expectError(await get(`${path}?${options}`), code);
  });

  describe('400 for what is wrong, 501 for what is right and not there', () => {
    test.each([
      ['nothing eq 1', 'invalidFilterClause', /'office365ActiveUserCounts' has no property 'nothing'/],
      ['Teams eq 1', 'invalidFilterClause', /no property 'Teams'/],
      ['teams', 'invalidFilterClause', /a condition is needed/],
      ['teams eq true', 'invalidFilterClause', /./],
      ['teams eq', 'invalidFilterClause', /position \d+/],
      ['teams eq 1 and', 'invalidFilterClause', /position \d+/],
      ['unknown(teams) eq 1', 'invalidFilterClause', /./],
      ['reportDate eq 2026-02-30', 'invalidFilterClause', /2026-02-30/],
      ['teams lt 1e400', 'invalidFilterClause', /1e400/],
      ["matchesPattern(id,'a')", 'notSupported', /matchesPattern/],
      ["geo.length(geography'SRID=0;LineString(1 1,2 2)') eq 1", 'notSupported', /./],
      ["teams has microsoft.graph.color'Red'", 'notSupported', /./],
    ] as const)('%s', async (filter, code, message) => {
      await expectError(await get(`${set}?$filter=${filter}`), code, { target: '$filter', message });
    });

    test('what cannot be computed for a row', async () => {
      await expectError(await get(`${set}?$filter=office365 div teams eq 1`), 'invalidQueryOption', {
        message: /zero/,
      });
      const overflow = '$filter=office365 mul 9223372036854775807 gt 0';
      await expectError(await get(`${set}?${overflow}`), 'invalidQueryOption', { message: /./ });
    });
  });
});
