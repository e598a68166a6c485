/**
 * OData JSON Format 4.01, 13 Collection of Entities, 3 Requesting the JSON Format, 4.6 Control Information; Protocol 4.01,
 * 8.2.1 Accept, 8.2.8 Preferences. Single entities: json-metadata.test.ts, json-int64.test.ts.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_CollectionofEntities
 */
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { escaped, reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const { properties } = office365ActiveUserCounts;
const names = Object.keys(exampleReports[0]);
const detail = 'office365ActiveUserDetail';

describeAnswers('collections of entities', (app) => {
  const { get, json, text } = reading(app);
  const one = `${set}?$filter=id eq 'a'&$select=id,teams,reportDate,reportPeriod`;
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, detail, [{ id: 'u', isDeleted: false, deletedDate: '2026-01-01', assignedProducts: ['x'] }]);
  });

  describe('the amount of control information', () => {
    const id = (): string => `${app.publicUrl}/v1.0/${set}('a')`;
    const context = (): string => `${app.publicUrl}/v1.0/$metadata#${set}(id,teams,reportDate,reportPeriod)`;
    const row = { id: 'a', teams: 3, reportDate: '2026-01-08', reportPeriod: '7' };
    const etag: unknown = expect.stringMatching(/^W\/"/);

    test('none', async () => {
      expect(await json(one, { Accept: 'application/json;odata.metadata=none' })).toEqual({ value: [row] });
    });

    test('minimal', async () => {
      expect(await json(one)).toEqual({ '@odata.context': context(), value: [{ '@odata.etag': etag, ...row }] });
    });

    test('full, in 4.0 and in 4.01', async () => {
      const headers = { Accept: 'application/json;odata.metadata=full' };
      expect(await json(one, headers)).toEqual({
        '@odata.context': context(),
        value: [
          {
            '@odata.type': `#microsoft.graph.${set}`,
            '@odata.id': id(),
            '@odata.etag': etag,
            '@odata.editLink': `${set}('a')`,
            'teams@odata.type': '#Int64',
            'reportDate@odata.type': '#Date',
            ...row,
          },
        ],
      });
      const short = await text(one, { ...headers, 'OData-MaxVersion': '4.01' });
      expect(short).not.toContain('odata.');
      expect(JSON.parse(short)).toMatchObject({
        value: [{ '@type': `#microsoft.graph.${set}`, '@id': id(), 'teams@type': 'Int64', 'reportDate@type': 'Date' }],
      });
    });

    test.each([
      `${set}?$apply=groupby((reportPeriod))&$top=1`,
      `${set}?$apply=aggregate(teams with sum as total)`,
      `reports/getOffice365ActiveUserCounts(period='D7')?$apply=aggregate($count as rows)`,
    ])('a row that is no entity has the id null in 4.0 (4.6.8): %s', async (path) => {
      const first = async (metadata: string, version: string): Promise<object> => {
        const Accept = `application/json;odata.metadata=${metadata}`;
        return (await json(path, { Accept, 'OData-MaxVersion': version })).value[0]!;
      };
      for (const metadata of ['minimal', 'full']) {
        expect(Object.entries(await first(metadata, '4.0'))[0]).toEqual(['@odata.id', null]);
        expect(await first(metadata, '4.01')).not.toHaveProperty(['@id']);
      }
      expect(Object.keys(await first('none', '4.0')).filter((name) => name.includes('@'))).toEqual([]);
    });

    test('the singleton has an id of its own, whatever was computed of it', async () => {
      expect(await text('reports?$compute=1 add 1 as two&$select=two')).not.toContain('@odata.id');
    });

    test('Boolean values and collections are annotated as JSON needs it', async () => {
      const [user] = (await json(detail, { Accept: 'application/json;odata.metadata=full' })).value;
      expect(user).toMatchObject({
        isDeleted: false,
        'deletedDate@odata.type': '#Date',
        'assignedProducts@odata.type': '#Collection(String)',
        assignedProducts: ['x'],
      });
      expect(user).not.toHaveProperty(['isDeleted@odata.type']);
    });

    test('the members of a collection stand in the order of the standard (4.5)', async () => {
      const body = await json(`${set}?$count=true`, { Prefer: 'maxpagesize=1' });
      expect(Object.keys(body)).toEqual(['@odata.context', '@odata.count', 'value', '@odata.nextLink']);
      expect(Object.keys(body.value[0] ?? {})).toEqual(['@odata.etag', 'id', ...Object.keys(properties)]);
    });
  });

  test('IEEE754Compatible: every Int64 is a string, nothing else is', async () => {
    const type = 'application/json;odata.metadata=none;IEEE754Compatible=true';
    const response = await get(`${set}?$select=${names.join(',')}&$orderby=id`, {
      Accept: type,
    });
    expect(response.headers.get('content-type')).toBe(type);
    const [first] = ((await response.json()) as { value: unknown[] }).value;
    expect(first).toEqual({ ...exampleReports[0], office365: '10', exchange: '4', teams: '3' });
  });

  test('what is computed: decimals without exponent, floating-point numbers that are none as strings', async () => {
    const compute = 'teams divby 1000000000000000000000.0 as tiny,cast(teams,Edm.Double) div 0 as endless';
    const target = `${set}?$compute=${compute}&$select=tiny,endless&$filter=id eq 'a'`;
    for (const version of ['4.0', '4.01']) {
      const body = await text(target, { 'OData-MaxVersion': version, Accept: 'application/json;odata.metadata=none' });
      expect(body).toBe('{"value":[{"tiny":0.000000000000000000003,"endless":"INF"}]}');
    }
  });

  describe('q-values and $format', () => {
    test.each([
      ['application/json;q=0.5, text/csv;q=0.4', 'application/json'],
      ['application/json;q=0.3, text/csv;q=0.4', 'text/csv;charset=utf-8'],
      ['application/atom+xml, application/json;odata.metadata=full;q=0.2', 'application/json;odata.metadata=full'],
      [
        'application/json;odata=minimalmetadata, application/json;odata.metadata=none;q=0.1',
        'application/json;odata.metadata=none',
      ],
      ['text/html, */*;q=0.8', 'application/json'],
      [
        'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
        'application/json;odata.metadata=minimal',
      ],
    ])('Accept: %s is answered as %s', async (accept, type) => {
      for (const target of [set, `reports/${set}`]) {
        expect((await get(target, { Accept: accept })).headers.get('content-type')).toBe(type);
      }
    });

    test.each(['application/xml', 'application/json;odata.metadata=all', 'application/json;q=0', 'image/png'])(
      'Accept: %s is 406 for every kind of answer',
      async (accept) => {
        for (const target of ['', set, `${set}('a')`, `${set}('a')/teams`, `${set}/$ref`, 'reports', `${set}/$count`]) {
          await expectError(await get(target, { Accept: accept }), 'invalidAcceptType', { target: 'Accept' });
        }
      },
    );

    test('$format wins', async () => {
      const response = await get(`${set}?$format=application/json;odata.metadata=none`, { Accept: 'text/html' });
      expect(await response.json()).not.toHaveProperty(['@odata.context']);
      await expectError(await get(`${set}?$format=xml`), 'invalidAcceptType', { target: '$format' });
    });
  });

  describe('preferences', () => {
    const e = `${set}?$filter=id eq 'e'`;

    test.each(['omit-values=nulls', 'omit-values=defaults', 'odata.omit-values=nulls'])(
      '%s leaves null out and is acknowledged',
      async (prefer) => {
        const response = await get(e, { Prefer: prefer });
        expect(response.headers.get('preference-applied')).toBe(prefer.replace('odata.', ''));
        const { value } = (await response.json()) as { value: object[] };
        expect(value.map((row) => Object.keys(row))).toEqual([['@odata.etag', 'id', 'reportDate']]);
        const entity = await get(`${set}('e')`, { Prefer: prefer });
        expect(entity.headers.get('preference-applied')).toBe(prefer.replace('odata.', ''));
        expect(Object.keys((await entity.json()) as object).slice(2)).toEqual(['id', 'reportDate']);
      },
    );

    test('what an insert answers is shaped and acknowledged like a read', async () => {
      const response = await app.fetch(`/v1.0/${set}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Prefer: 'return=representation, omit-values=nulls' },
        body: '{"reportDate":"2020-01-01"}',
      });
      expect(response.headers.get('preference-applied')).toBe('return=representation, omit-values=nulls');
      const entity = (await response.json()) as Record<string, unknown>;
      expect(Object.keys(entity).slice(2)).toEqual(['id', 'reportDate']);
      await app.fetch(`/v1.0/${set}('${String(entity['id'])}')`, { method: 'DELETE' });
    });

    test('without it null is never left out', async () => {
      for (const prefer of [undefined, 'omit-values', 'omit-values=everything']) {
        const response = await get(e, { Prefer: prefer });
        expect(response.headers.has('preference-applied')).toBe(false);
        expect(await response.json()).toMatchObject({ value: [{ teams: null, reportPeriod: null, yammer: null }] });
      }
    });

    test.each(['include-annotations="*"', 'odata.include-annotations="-*"', 'odata.include-annotations="display.*"'])(
      '%s is honoured: there are no annotations but control information, which is not filtered',
      async (prefer) => {
        const response = await get(one, { Prefer: prefer });
        expect(response.headers.get('preference-applied')).toMatch(/^odata\.include-annotations="[^"]+"$/);
        expect(await response.text()).toBe(await text(one));
        const short = await get(one, { Prefer: prefer, 'OData-MaxVersion': '4.01' });
        expect(short.headers.get('preference-applied')).toMatch(/^include-annotations=/);
      },
    );
  });

  test.each([
    [String.raw`odata.include-annotations="*\", return=minimal, x=\"y"`, String.raw`"*\", return=minimal, x=\"y"`],
    [String.raw`include-annotations="a\\";maxpagesize=2`, String.raw`"a\\"`],
    ['include-annotations=*,-a.b', '"*"'],
    ['include-annotations=""', '""'],
    ['include-annotations="é"', '"é"'],
  ])('what is repeated of %s is one quoted text that says nothing else', async (prefer, quoted) => {
    const answer = await get(set, { Prefer: prefer });
    if (app.place === 'over HTTP' && prefer.includes('é')) {
      // A byte that is no UTF-8 is refused by the host itself.
      expect(answer.status).toBe(400);
      return;
    }
    const applied = answer.headers.get('preference-applied') ?? '';
    const [value = ''] = /"(?:[^"\\]|\\.)*"/.exec(applied) ?? [];
    expect(value).toBe(quoted);
    expect(applied.replace(value, '')).toMatch(/^odata\.include-annotations=(?:, odata\.maxpagesize=2)?$/);
  });

  test('gzip for those who take it', async () => {
    const response = await get(`${set}?$orderby=id`, { 'Accept-Encoding': 'gzip, deflate' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    const stream = new Blob([await response.arrayBuffer()]).stream().pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(stream).text()).toBe(await text(`${set}?$orderby=id`));
    expect((await get(`${set}/$count`, { 'Accept-Encoding': 'gzip' })).headers.has('content-encoding')).toBe(false);
  });

  test('versions: 4.0 unless 4.01 may be, with Vary', async () => {
    for (const [headers, version] of [
      [{}, '4.0'],
      [{ 'OData-MaxVersion': '4.0' }, '4.0'],
      [{ 'OData-MaxVersion': '4.01' }, '4.01'],
      [{ 'OData-MaxVersion': '4.01', 'OData-Version': '4.0' }, '4.01'],
    ] as const) {
      const response = await get(`${set}?$count=true`, headers);
      expect(response.headers.get('odata-version')).toBe(version);
      expect(response.headers.get('vary')).toMatch(/OData-MaxVersion, Prefer/);
      expect(await response.json()).toHaveProperty([version === '4.0' ? '@odata.count' : '@count'], 6);
    }
  });

  test('HEAD has the headers of GET and no body', async () => {
    const response = await app.fetch(escaped(`/v1.0/${set}?$filter=teams eq 3`), { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('application/json');
  });
});
