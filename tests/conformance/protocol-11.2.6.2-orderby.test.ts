/**
 * OData Protocol 4.01, 11.2.6.2 System Query Option $orderby, 11.2.6.3 $top, 11.2.6.4 $skip.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionorderby
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

describeMatrix('$orderby, $top and $skip', (app) => {
  const { get, ids, json } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, 'office365ActiveUserDetail', [
      { id: 'a', displayName: 'b', isDeleted: true, assignedProducts: ['x'] },
      { id: 'b', displayName: 'B', isDeleted: false, assignedProducts: ['y', 'z'] },
      { id: 'c', displayName: null, isDeleted: null },
    ]);
  });

  describe('the order of each type, null before everything else when ascending', () => {
    test.each([
      ['id', 'abcdef'],
      ['id desc', 'fedcba'],
      ['office365', 'efabcd'],
      ['office365 asc', 'efabcd'],
      ['office365 desc', 'dbcafe'],
      ['exchange', 'becdaf'],
      ['exchange desc', 'fadcbe'],
      ['reportPeriod', 'efdcab'],
      ['reportPeriod desc', 'abcdfe'],
      // The two properties with an index.
      ['reportDate', 'dfebac'],
      ['reportDate desc', 'cabefd'],
      ['reportRefreshDate', 'eabcdf'],
      ['reportRefreshDate desc', 'fcdabe'],
    ])('%s', async (orderby, expected) => {
      // Rows that are equal are ordered by the key, so that pages are stable.
      expect(await ids(`${set}?$orderby=${orderby}`)).toEqual(Array.from(expected));
    });

    test.each([
      ['displayName', 'cba'],
      ['isDeleted', 'cba'],
      ['isDeleted desc', 'abc'],
    ])('%s', async (orderby, expected) => {
      expect(await ids(`office365ActiveUserDetail?$orderby=${orderby}`)).toEqual(Array.from(expected));
    });
  });

  describe('several keys and expressions', () => {
    test.each([
      ['office365,id desc', 'efacbd'],
      ['reportRefreshDate desc,office365,teams desc', 'fcdabe'],
      ['reportRefreshDate,reportDate', 'ebadcf'],
      ['reportDate desc,id', 'cabefd'],
      ['teams desc,office365 desc,id', 'bafcde'],
      ['length(reportPeriod) desc,id', 'dcabfe'],
      ['office365 add exchange desc,id', 'dcafbe'],
      ['exchange mul -1 desc,id', 'cdafbe'],
      ['teams eq null,id', 'abcfde'],
      ["contains(reportPeriod,'7') desc,id desc", 'bafdce'],
      ['year(reportDate),month(reportDate) desc,id', 'dfeabc'],
      ["case(reportPeriod eq '7':0,true:1),id desc", 'bafedc'],
      ['@key desc,id&@key=office365', 'dbcafe'],
    ])('%s', async (orderby, expected) => {
      expect(await ids(`${set}?$orderby=${orderby}`)).toEqual(Array.from(expected));
    });
  });

  describe('$skip and $top take a part of the ordered rows', () => {
    test.each([
      ['$orderby=id&$top=2', 'ab'],
      ['$orderby=id&$skip=4', 'ef'],
      ['$orderby=id&$skip=1&$top=2', 'bc'],
      ['$orderby=id&$top=2&$skip=1', 'bc'],
      ['$orderby=office365 desc&$skip=1&$top=3', 'bca'],
      ['$orderby=reportDate desc&$skip=2&$top=2', 'be'],
      ['$orderby=reportDate&$skip=1&$top=2', 'fe'],
      ['$filter=office365 ge 20&$orderby=id&$skip=1&$top=1', 'c'],
      ['$orderby=id&$top=0', ''],
      ['$top=0', ''],
      ['$orderby=id&$skip=6', ''],
      ['$orderby=id&$skip=99&$top=1', ''],
      ['$orderby=id&$top=99999999999999999999', 'abcdef'],
      ['$orderby=id&$skip=99999999999999999999', ''],
      ['$orderby=id&$skip=0&$top=1', 'a'],
    ])('%s', async (query, expected) => {
      const page = await json(`${set}?${query}`);
      expect(page.value.map(({ id }) => id)).toEqual(Array.from(expected));
      // The client asked for a part: what is behind it is no next page (11.2.6.7).
      expect(page).not.toHaveProperty('@odata.nextLink');
    });

    test('without $orderby the order is the same every time', async () => {
      const all = await ids(set);
      expect([...all].sort()).toEqual(Array.from('abcdef'));
      expect([...(await ids(`${set}?$top=3`)), ...(await ids(`${set}?$skip=3`))]).toEqual(all);
    });

    test.each(['$top=-1', '$skip=-1', '$top=x', '$skip=1.5', '$top=', "$top='1'"])('%s is 400', async (query) => {
      await expectError(await get(`${set}?${query}`), 'invalidQueryOption', { target: query.split('=')[0] });
    });
  });

  test.each(['nothing', 'teams up', 'teams desc desc', 'teams,', 'teams sub 1 eq', '$count desc'])(
    '$orderby=%s is 400',
    async (orderby) => {
      await expectError(await get(`${set}?$orderby=${orderby}`), 'invalidQueryOption', { target: '$orderby' });
    },
  );

  test('a collection has no order', async () => {
    const response = await get('office365ActiveUserDetail?$orderby=assignedProducts');
    await expectError(response, 'invalidQueryOption', { target: '$orderby', message: /no order/ });
    expect(await ids('office365ActiveUserDetail?$orderby=assignedProducts/$count desc')).toEqual(['b', 'a', 'c']);
  });
});
