/**
 * OData Protocol 4.01, 11.2.6.5 System Query Option $count, 11.2.10 Requesting the Number of Items in a Collection.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptioncount
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingtheNumberofItemsinaCollect
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

describeAnswers('counts', (app) => {
  const { get, json, text } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, 'office365ActiveUserDetail', [{ id: 'u', assignedProducts: ['b', 'a', 'b'] }]);
  });

  describe('$count=true', () => {
    test.each([
      ['$count=true', 6],
      ['$count=TRUE&$top=1', 6],
      ['count=true&$top=0', 6],
      ['$count=true&$skip=4', 6],
      ['$count=true&$skip=2&$top=2&$orderby=office365 desc', 6],
      ['$count=true&$filter=office365 ge 20', 3],
      ['$count=true&$filter=office365 ge 20&$top=1', 3],
      ['$count=true&$search=180', 1],
      ['$count=true&$filter=false', 0],
      ['$count=true&$filter=reportDate ge 2026-01-01&$orderby=reportDate desc&$top=1', 3],
      ['$count=true&$apply=groupby((office365))&$top=1', 5],
      ['$count=true&$apply=filter(office365 ge 20)&$filter=teams eq 0', 1],
    ])('%s counts before $skip and $top', async (query, total) => {
      expect(await json(`${set}?${query}`)).toHaveProperty(['@odata.count'], total);
    });

    test('stands before the rows, and only when asked for', async () => {
      const counted = await text(`${set}?$count=true`);
      expect(counted.indexOf('"@odata.count":6,')).toBeLessThan(counted.indexOf('"value":['));
      expect(await json(`${set}?$count=false`)).not.toHaveProperty(['@odata.count']);
      expect(await json(set)).not.toHaveProperty(['@odata.count']);
    });

    test('a string under IEEE754Compatible (JSON Format 4.01, 3.2)', async () => {
      const headers = { Accept: 'application/json;IEEE754Compatible=true' };
      expect(await json(`${set}?$count=true&$top=1`, headers)).toHaveProperty(['@odata.count'], '6');
      const body = await json(`${set}?$count=true&$top=1`, { ...headers, 'OData-MaxVersion': '4.01' });
      expect(body).toHaveProperty(['@count'], '6');
    });

    test('is written whatever the amount of metadata', async () => {
      for (const level of ['none', 'minimal', 'full']) {
        const headers = { Accept: `application/json;odata.metadata=${level}` };
        expect(await json(`${set}?$count=true`, headers)).toHaveProperty(['@odata.count'], 6);
      }
    });

    test.each(['$count=yes', '$count=1', '$count=', '$count=true,false'])('%s is 400', async (query) => {
      await expectError(await get(`${set}?${query}`), 'invalidQueryOption', { target: '$count' });
    });
  });

  describe('/$count', () => {
    test.each([
      [`${set}/$count`, '6'],
      [`reports/${set}/$count`, '6'],
      [`${set}/$count?$filter=office365 ge 20`, '3'],
      [`${set}/$count?$filter=office365 ge @n&@n=20`, '3'],
      [`${set}/$count?$search=180 OR 30`, '2'],
      [`${set}/$count?$filter=reportDate ge 2026-01-01`, '3'],
      [`${set}/$count?$filter=id eq 'nobody'`, '0'],
      [`${set}/$count?$apply=groupby((office365))`, '5'],
      [`${set}/$count?$compute=office365 add 1 as more&$filter=more gt 20`, '3'],
      [`${set}/$filter(office365 ge 20)/$count`, '3'],
      [`${set}/$filter(office365 ge 20)/$filter(teams eq 9)/$count`, '1'],
      [`${set}/microsoft.graph.${set}/$count`, '6'],
      ["office365ActiveUserDetail('u')/assignedProducts/$count", '3'],
      ["office365ActiveUserDetail('u')/assignedProducts/$count?$filter=$it eq 'b'", '2'],
      ["office365ActiveUserDetail('u')/assignedProducts/$count?$search=a", '1'],
    ])('%s', async (target, total) => {
      const response = await get(target);
      expect([response.status, await response.text()]).toEqual([200, total]);
      expect(response.headers.get('content-type')).toBe('text/plain');
    });

    test('is text, whatever else is accepted besides', async () => {
      // The SAP Cloud SDK asks for JSON alone, although a count is never JSON.
      for (const accept of [
        'text/plain',
        '*/*',
        'text/*;q=0.1',
        'application/json, text/plain;q=0.1',
        'application/json',
      ]) {
        expect(await text(`${set}/$count`, { Accept: accept })).toBe('6');
      }
      for (const accept of ['application/json;odata.metadata=all', 'application/xml']) {
        await expectError(await get(`${set}/$count`, { Accept: accept }), 'invalidAcceptType', { target: 'Accept' });
      }
    });

    test.each(['$top=1', '$skip=1', '$orderby=id', '$count=true', '$select=id', '$expand=*'])(
      '%s has no meaning there and is 400',
      async (query) => {
        await expectError(await get(`${set}/$count?${query}`), 'invalidQueryOption', { target: query.split('=')[0] });
      },
    );

    test('the option $filter is not combined with the segment', async () => {
      const response = await get(`${set}/$filter(teams eq 3)/$count?$filter=office365 gt 0`);
      await expectError(response, 'invalidFilterClause', { target: '$filter' });
    });
  });
});
