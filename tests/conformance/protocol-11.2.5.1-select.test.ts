/**
 * OData Protocol 4.01, 11.2.5.1 System Query Option $select, 11.2.4 properties that are collections.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionselect
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const detail = 'office365ActiveUserDetail';
const products = ['b', 'a', 'c', 'b'];

describeMatrix('$select', (app) => {
  const { get, json } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, detail, [{ id: 'u', displayName: 'Ada', assignedProducts: products }, { id: 'v' }]);
  });
  const rows = async (target: string, headers?: Record<string, string>): Promise<readonly string[]> =>
    (await json(target, headers)).value.map((row) => JSON.stringify(row));

  test.each([
    ['id,teams', ['id', 'teams']],
    ['teams,id', ['teams', 'id']],
    ['id,id,teams,id', ['id', 'teams']],
    ['id, teams', ['id', 'teams']],
    ['reportDate,id,office365', ['reportDate', 'id', 'office365']],
    ['microsoft.graph.office365ActiveUserCounts/id', ['id']],
    ['id,microsoft.graph.*', ['id']],
  ])('%s', async (select, names) => {
    const { value, '@odata.context': context } = await json(`${set}?$select=${select}&$filter=id eq 'a'`);
    expect(Object.keys(value[0] ?? {})).toEqual(['@odata.etag', ...names]);
    expect(context).toBe(`${app.publicUrl}/v1.0/$metadata#${set}(${names.join(',')})`);
    const entity = await json<Record<string, unknown>>(`${set}('a')?$select=${select}`);
    expect(Object.keys(entity)).toEqual(['@odata.context', '@odata.etag', ...names]);
    expect(entity['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#${set}(${names.join(',')})/$entity`);
  });

  test('without the key each row says what it is the row of (JSON Format 4.01, 4.6.8)', async () => {
    const { value } = await json(`${set}?$select=teams&$filter=id eq 'a'`);
    const id = `${app.publicUrl}/v1.0/${set}('a')`;
    expect(value).toEqual([{ '@odata.id': id, '@odata.etag': expect.stringMatching(/^W\//), teams: 3 }]);
    expect(
      await rows(`${set}?$select=teams&$filter=id eq 'a'`, { Accept: 'application/json;odata.metadata=none' }),
    ).toEqual(['{"teams":3}']);
  });

  test('* is every property', async () => {
    const { value } = await json(`${set}?$select=*&$filter=id eq 'a'`);
    expect(value).toEqual((await json(`${set}?$filter=id eq 'a'`)).value);
  });

  test('what is not selected can be filtered and sorted by', async () => {
    expect((await json(`${set}?$select=id&$filter=office365 eq 20&$orderby=teams desc`)).value).toMatchObject([
      { id: 'b' },
      { id: 'c' },
    ]);
  });

  test.each(['nothing', 'id,', 'Teams', 'teams/more', 'teams($top=1)', 'nothing($filter=true)', ''])(
    '$select=%s is 400',
    async (select) => {
      for (const target of [set, `${set}('a')`]) {
        await expectError(await get(`${target}?$select=${select}`), 'invalidQueryOption', { message: /./ });
      }
    },
  );

  describe('options of a property that is a collection (URL Conventions 4.01, 5.1.4)', () => {
    test.each([
      ['assignedProducts', { assignedProducts: products }],
      ["assignedProducts($filter=$it eq 'b')", { assignedProducts: ['b', 'b'] }],
      ["assignedProducts($filter=$this ne 'b')", { assignedProducts: ['a', 'c'] }],
      ['assignedProducts($orderby=$it)', { assignedProducts: ['a', 'b', 'b', 'c'] }],
      ['assignedProducts($orderby=$this desc;$skip=1;$top=2)', { assignedProducts: ['b', 'b'] }],
      ['assignedProducts($count=true;$top=1)', { 'assignedProducts@odata.count': 4, assignedProducts: ['b'] }],
      ['assignedProducts($top=0)', { assignedProducts: [] }],
      ['assignedProducts($search=B;$count=true)', { 'assignedProducts@odata.count': 2, assignedProducts: ['b', 'b'] }],
      ["assignedProducts($search=NOT b;$filter=$it ne 'c')", { assignedProducts: ['a'] }],
      ["assignedProducts($filter=$it eq @p)&@p='c'", { assignedProducts: ['c'] }],
      ["assignedProducts($filter=$it eq @p;@p='c')", { assignedProducts: ['c'] }],
    ])('%s', async (select, expected) => {
      const entity = await json<Record<string, unknown>>(`${detail}('u')?$select=${select}`);
      expect(entity).toMatchObject(expected);
      expect((await json(`${detail}?$select=${select}&$filter=id eq 'u'`)).value).toMatchObject([expected]);
    });

    test('its total is a string under IEEE754Compatible and written without metadata (JSON Format 4.01, 3.1.3, 3.2)', async () => {
      const target = `${detail}('u')?$select=id,assignedProducts($count=true;$top=1)`;
      const total = async (parameters: string, version = '4.0'): Promise<unknown> => {
        const headers = { Accept: `application/json;${parameters}`, 'OData-MaxVersion': version };
        const entity = await json<Record<string, unknown>>(target, headers);
        return entity[version === '4.0' ? 'assignedProducts@odata.count' : 'assignedProducts@count'];
      };
      expect(await total('odata.metadata=minimal')).toBe(4);
      expect(await total('IEEE754Compatible=true')).toBe('4');
      expect(await total('odata.metadata=none')).toBe(4);
      expect(await total('metadata=none;IEEE754Compatible=true', '4.01')).toBe('4');
    });

    test('a collection that was never set is empty', async () => {
      expect(await json(`${detail}('v')?$select=assignedProducts`)).toMatchObject({ assignedProducts: [] });
    });

    test.each([
      ["$filter=$it eq 'b'", ['b', 'b']],
      ['$orderby=$it desc&$top=1', ['c']],
      ['$skip=3', ['b']],
      ['$search=a OR c', ['a', 'c']],
    ])('read on its own: %s', async (query, value) => {
      expect(await json(`${detail}('u')/assignedProducts?${query}`)).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata#${detail}('u')/assignedProducts`,
        value,
      });
    });

    test('read on its own with its total', async () => {
      const body = await json(`${detail}('u')/assignedProducts?$count=true&$top=1`);
      expect(body).toMatchObject({ '@odata.count': 4, value: ['b'] });
      await expectError(await get(`${detail}('u')/assignedProducts/$value`), 'Request_ResourceNotFound');
    });
  });
});
