/**
 * OData Protocol 4.01, 11.2.5.1 System Query Option $select, 11.2.4 properties that are collections.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionselect
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const detail = 'office365ActiveUserDetail';
const products = ['b', 'a', 'c', 'b'];

describeAnswers('$select', (app) => {
  const { get, json, text } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, detail, [
      { id: 'u', displayName: 'Ada', userPrincipalName: 'c', assignedProducts: products },
      { id: 'v' },
    ]);
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
      ["assignedProducts($filter=$this eq 'b')", { assignedProducts: ['b', 'b'] }],
      ['assignedProducts($filter=$this eq $it/userPrincipalName)', { assignedProducts: ['c'] }],
      ['assignedProducts($filter=$this ne $it/userPrincipalName;$count=true)', { assignedProducts: ['b', 'a', 'b'] }],
      [
        'assignedProducts($orderby=$this eq $it/userPrincipalName desc,$this)',
        { assignedProducts: ['c', 'a', 'b', 'b'] },
      ],
      [
        'assignedProducts($filter=$it/assignedProducts/$count($filter=$this eq $it/userPrincipalName) eq 1 and $this eq $it/p)&$compute=toupper(userPrincipalName) as P,tolower(userPrincipalName) as p',
        { assignedProducts: ['c'] },
      ],
      [
        "assignedProducts($filter=$it/assignedProducts/any(p:p eq $this and p ne 'a') and $this lt 'c')",
        { assignedProducts: ['b', 'b'] },
      ],
      ["assignedProducts($filter=$this ne 'b')", { assignedProducts: ['a', 'c'] }],
      ['assignedProducts($orderby=$this)', { assignedProducts: ['a', 'b', 'b', 'c'] }],
      ['assignedProducts($orderby=$this desc;$skip=1;$top=2)', { assignedProducts: ['b', 'b'] }],
      ['assignedProducts($count=true;$top=1)', { 'assignedProducts@odata.count': 4, assignedProducts: ['b'] }],
      ['assignedProducts($top=0)', { assignedProducts: [] }],
      ['assignedProducts($search=B;$count=true)', { 'assignedProducts@odata.count': 2, assignedProducts: ['b', 'b'] }],
      ["assignedProducts($search=NOT b;$filter=$this ne 'c')", { assignedProducts: ['a'] }],
      ["assignedProducts($filter=$this eq @p)&@p='c'", { assignedProducts: ['c'] }],
      ["assignedProducts($filter=$this eq @p;@p='c')", { assignedProducts: ['c'] }],
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

    test('the same in CSV', async () => {
      const target = `${detail}?$filter=id eq 'u'&$select=id,assignedProducts($filter=$this ne $it/userPrincipalName)`;
      expect(await text(target, { Accept: 'text/csv' })).toMatch(/u,b\+a\+b\r\n$/);
    });

    test.each([
      [`${detail}('u')?$select=assignedProducts($filter=displayName eq 'Ada')`, /write \$it\/displayName/],
      [`${detail}('u')?$select=assignedProducts($orderby=id)`, /write \$it\/id/],
      [`${detail}('u')?$select=assignedProducts($filter=nothing eq 1)`, /write \$this/],
      [`${detail}('u')?$select=assignedProducts($filter=$it eq 'b')`, /a whole .* is no value/],
      [`${detail}?$filter=assignedProducts/$count($filter=displayName eq 'Ada') gt 0`, /write \$it\/displayName/],
      [`${detail}?$filter=assignedProducts/$filter(displayName eq 'Ada')/$count gt 0`, /write \$it\/displayName/],
      [`${detail}('u')/assignedProducts?$filter=displayName eq 'Ada'`, /write \$this/],
      [`${detail}('u')/assignedProducts?$orderby=displayName`, /write \$this/],
      [`${detail}('u')/assignedProducts/$count?$filter=displayName eq 'Ada'`, /write \$this/],
      [`${detail}('u')/assignedProducts/$filter(displayName eq 'Ada')`, /write \$this/],
      [`${detail}('u')/assignedProducts?$filter=$it/displayName eq 'Ada'`, /single value/],
      [`reports?$expand=${detail}($select=assignedProducts($filter=displayName eq 'Ada'))`, /write \$this/],
      [
        `reports?$expand=${detail}($select=assignedProducts($filter=$it/displayName eq 'Ada'))`,
        /'reports' has no property/,
      ],
      [`reports?$compute=${detail}/$count($filter=$it/displayName eq 'Ada') as n`, /'reports' has no property/],
    ])('what means nothing to an item is 400, with a hint: %s', async (target, message) => {
      const response = await get(target);
      expect(response.status).toBe(400);
      expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(message);
    });

    test.each([
      ['assignedProducts/$count($filter=$this eq $it/userPrincipalName) eq 1', ['u']],
      ['assignedProducts/$filter($this eq $it/userPrincipalName)/$count eq 1', ['u']],
      ['assignedProducts/$count($filter=$this eq $it/displayName) eq 0 and assignedProducts/any()', ['u']],
      ['assignedProducts/any(p:p eq userPrincipalName)', ['u']],
    ])('$it is the entity in a count of items as well: %s', async (filter, expected) => {
      expect((await json(`${detail}?$filter=${filter}&$select=id`)).value.map(({ id }) => id)).toEqual(expected);
    });

    test.each([
      ["/$filter($it eq 'b')", ['b', 'b']],
      ["/$filter($this gt 'a')?$orderby=$it", ['b', 'b', 'c']],
      ["/$filter($it gt 'a')/$filter($this lt 'c')?$filter=$it ne 'x'&$top=1", ['b']],
      ["/$filter(@f)?@f=$this eq 'c'", ['c']],
    ])('what a segment leaves of a collection (URL Conventions 4.01, 4.12): %s', async (rest, value) => {
      expect((await json(`${detail}('u')/assignedProducts${rest}`)).value).toEqual(value);
      expect(
        (await app.fetch(`/v1.0/${detail}('u')/assignedProducts/$filter(@f)?@f=true`, { method: 'PUT' })).headers.get(
          'allow',
        ),
      ).toBe('GET, HEAD, OPTIONS');
    });

    test('and how many there are of it', async () => {
      expect(await text(`${detail}('u')/assignedProducts/$filter($it eq 'b')/$count`)).toBe('2');
      expect(await text(`${detail}('u')/assignedProducts/$count?$filter=$it eq 'b'`)).toBe('2');
      expect((await get(`${detail}('u')/assignedProducts/$filter($it eq 'b')/$count?$filter=true`)).status).toBe(400);
    });

    test('a collection that was never set is empty', async () => {
      expect(await json(`${detail}('v')?$select=assignedProducts`)).toMatchObject({ assignedProducts: [] });
    });

    test.each([
      ["$filter=$it eq 'b'", ['b', 'b']],
      ["$filter=$this eq 'b'", ['b', 'b']],
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
