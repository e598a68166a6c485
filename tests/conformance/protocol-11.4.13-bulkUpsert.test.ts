/**
 * Update a collection of entities: PATCH of an entity set with a delta payload.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateaCollectionofEntities
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_UpdateaCollectionofEntities
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { documentedBody, documentedProperties, emptyProperties, newId, reports, setPath } from '../support/reports.ts';

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly '@odata.context': string;
  readonly value: readonly Json[];
}

const each = { Prefer: 'continue-on-error' };
const v401 = { 'OData-Version': '4.01', 'OData-MaxVersion': '4.01' };
const payload = (...value: readonly unknown[]) => ({ '@context': '#$delta', value });

describeMatrix('bulk upsert', (app) => {
  const { stored, store } = reports(app);
  const send = async (body: unknown, headers: Readonly<Record<string, string>> = {}, path = setPath) =>
    await app.fetch(path, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const answered = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    expect([response.status, text]).toEqual([200, expect.any(String)]);
    return JSON.parse(text) as Answer;
  };
  const outcomes = ({ value }: Answer): unknown[] => value.map((item) => item['@reports.outcome'] ?? 'failed');

  test.each([setPath, '/v1.0/reports/office365ActiveUserCounts'])(
    'inserts, updates and deletes at %s',
    async (path) => {
      const [changed, same, removed] = [await store(), await store(), await store()];
      const id = newId();
      const items = [
        { id, ...documentedBody },
        { id: changed.id, teams: 6 },
        { id: same.id, teams: 5 },
        { '@removed': { reason: 'deleted' }, id: removed.id },
      ];
      const response = await send(payload(...items), {}, path);
      expect(response.headers.has('preference-applied')).toBe(false);
      const answer = await answered(response);
      const etag = expect.stringMatching(/^W\/"[^"]+"$/) as unknown;
      expect(answer).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$delta`,
        value: [
          { '@odata.etag': etag, id, ...documentedProperties, '@reports.outcome': 'created' },
          { '@odata.etag': etag, id: changed.id, ...documentedProperties, teams: 6, '@reports.outcome': 'updated' },
          { '@odata.etag': same.etag, id: same.id, ...documentedProperties, '@reports.outcome': 'unchanged' },
          { '@removed': { reason: 'deleted' }, id: removed.id, '@reports.outcome': 'deleted' },
        ],
      });
      expect(JSON.parse((await stored(changed.id)) ?? '')).toMatchObject({
        '@odata.etag': answer.value[1]?.['@odata.etag'],
      });
      expect(await stored(removed.id)).toBeUndefined();
    },
  );

  test('an item without a key is a new entity; missing properties are null in a new one', async () => {
    const { value } = await answered(await send(payload({ teams: 1 }, { id: newId(), yammer: 2 })));
    expect(value).toMatchObject([
      { ...emptyProperties, teams: 1, id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
      { ...emptyProperties, yammer: 2 },
    ]);
  });

  test.each([
    ['an entity-id', (id: string) => ({ '@id': `office365ActiveUserCounts('${id}')` })],
    ['an entity-id of 4.0', (id: string) => ({ '@odata.id': `office365ActiveUserCounts/${id}` })],
    ['an absolute entity-id', (id: string) => ({ '@id': `${app.publicUrl}/v1.0/office365ActiveUserCounts('${id}')` })],
    ['an entity-id by alias', (id: string) => ({ '@id': `office365ActiveUserCounts(@k)?@k='${id}'` })],
    ['an entity-id along the singleton', (id: string) => ({ '@id': `reports/office365ActiveUserCounts('${id}')` })],
  ])('names entities by %s', async (_what, name) => {
    const [{ id }, gone] = [await store(), await store()];
    const items = [
      { ...name(id), teams: 8 },
      { '@odata.removed': {}, ...name(gone.id) },
    ];
    // The alias cannot be resolved along a name, the singleton only with its own segment.
    const response = await send(payload(...items));
    const answer = await answered(response);
    expect(outcomes(answer)).toEqual(['updated', 'deleted']);
    expect(JSON.parse((await stored(id)) ?? '')).toMatchObject({ teams: 8 });
    expect(await stored(gone.id)).toBeUndefined();
  });

  test.each([
    (id: string) => ({ '@odata.context': '#office365ActiveUserCounts/$deletedEntity', id, reason: 'deleted' }),
    (id: string) => ({
      '@context': '#office365ActiveUserCounts/$deletedEntity',
      id: `office365ActiveUserCounts('${id}')`,
    }),
  ])('takes deleted-entity objects of 4.0 (%#)', async (deleted) => {
    const { id } = await store();
    const context = { '@odata.context': `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$delta` };
    expect(outcomes(await answered(await send({ ...context, value: [deleted(id)] })))).toEqual(['deleted']);
    expect(await stored(id)).toBeUndefined();
  });

  test('several items of one key are applied in their order', async () => {
    const [a, b, c] = [newId(), newId(), await store()];
    const items = [
      { id: a, teams: 1 },
      { id: b, teams: 1 },
      { id: a, yammer: 2 },
      { '@removed': {}, id: b },
      { id: c.id, teams: 6 },
      { id: c.id, teams: 5 },
      { '@removed': {}, id: a },
      { id: a, exchange: 3 },
    ];
    const answer = await answered(await send(payload(...items)));
    expect(outcomes(answer)).toEqual([
      ...['created', 'unchanged', 'updated', 'unchanged', 'unchanged', 'unchanged', 'deleted', 'created'],
    ]);
    expect(JSON.parse((await stored(a)) ?? '')).toMatchObject({ ...emptyProperties, exchange: 3 });
    expect(await stored(b)).toBeUndefined();
    expect(await stored(c.id)).toBe(c.text);
  });

  test('4.01 answers with short control information, and repeats Core.ContentID', async () => {
    const item = { '@Core.ContentID': 'line 7', id: newId(), teams: 1 };
    const response = await send(payload(item), v401);
    expect(response.headers.get('odata-version')).toBe('4.01');
    const answer = (await response.json()) as Json & { value: Json[] };
    expect(answer['@context']).toContain('/$delta');
    expect(answer.value[0]).toMatchObject({ '@etag': expect.any(String) as unknown, '@Core.ContentID': 'line 7' });
  });

  test('return=minimal is 204 when all succeeded', async () => {
    const id = newId();
    const response = await send(payload({ id, teams: 1 }), { Prefer: 'return=minimal' });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('preference-applied')).toBe('return=minimal');
    expect(await stored(id)).toContain('"teams":1');
    const nothing = await send(payload(), { Prefer: 'return=minimal, continue-on-error' });
    expect(nothing.status).toBe(204);
    expect(nothing.headers.get('preference-applied')).toBe('return=minimal, odata.continue-on-error=true');
  });

  test('without continue-on-error nothing is written when one item fails', async () => {
    const [a, b] = [newId(), newId()];
    const error = await expectError(
      await send(payload({ id: a, teams: 1 }, { id: b, teams: 'x' }, { id: '', teams: 1 })),
      'invalidPropertyValue',
      { target: 'value/1/teams', message: /^Item 2 of 'value': .*'teams'.*Nothing was written\.$/ },
    );
    expect(error).toMatchObject({ details: [{ target: 'value/2/id' }] });
    await expectError(await send(payload({ id: a, teams: 1 }, { '@removed': {}, id: b })), 'Request_ResourceNotFound', {
      target: 'value/1/id',
    });
    expect(await stored(a)).toBeUndefined();
  });

  test('with continue-on-error what fails is told in its place, and the rest is written', async () => {
    const [good, bad, missing, fine] = [newId(), newId(), newId(), await store()];
    const response = await send(
      payload(
        { id: good, teams: 1 },
        { id: bad, teams: 1.5 },
        { '@removed': {}, id: missing },
        { id: fine.id, unknown: 1 },
        { id: fine.id, teams: 6 },
        { id: 7 },
        'text',
      ),
      each,
    );
    expect(response.headers.get('preference-applied')).toBe('odata.continue-on-error=true');
    const answer = await answered(response);
    const exception = (failedOperation: string, responseCode: number, code: string) => ({
      failedOperation,
      responseCode,
      info: expect.objectContaining({ code, severity: 'error', message: expect.any(String) as unknown }) as unknown,
    });
    const failed = '@Core.DataModificationException';
    expect(outcomes(answer)).toEqual(['created', 'failed', 'failed', 'failed', 'updated', 'failed', 'failed']);
    expect(answer.value[1]).toEqual({
      '@removed': {},
      id: bad,
      [failed]: exception('insert', 400, 'invalidPropertyValue'),
    });
    expect(answer.value[2]).toEqual({ id: missing, [failed]: exception('delete', 404, 'Request_ResourceNotFound') });
    expect(answer.value[3]).toEqual({ id: fine.id, [failed]: exception('update', 400, 'RequestBodyRead') });
    expect(answer.value[5]).toEqual({ '@removed': {}, [failed]: exception('insert', 400, 'invalidPropertyValue') });
    expect(JSON.parse((await stored(fine.id)) ?? '')).toMatchObject({ teams: 6 });
    expect(await stored(good)).toContain('"teams":1');
  });

  test('with return=minimal only what failed is told', async () => {
    const id = newId();
    const prefer = { Prefer: 'return=minimal, continue-on-error' };
    const response = await send(payload({ id, teams: 1 }, { id: newId(), teams: true }), prefer);
    expect(response.headers.get('preference-applied')).toBe('return=minimal, odata.continue-on-error=true');
    expect((await answered(response)).value).toMatchObject([{ '@Core.DataModificationException': {} }]);
    expect(await stored(id)).toContain('"teams":1');
  });

  test('an entity tag in an item is a condition under OData-Version 4.01, and only there', async () => {
    const [a, b] = [await store(), await store()];
    const stale = 'W/"stale"';
    const item = ({ id }: { id: string }, etag: string, teams: number) => ({ id, '@etag': etag, teams });
    const answer = await answered(
      await send(payload(item(a, a.etag, 6), item(b, stale, 6), { id: newId(), '@etag': '*' }, item(a, a.etag, 7)), {
        ...v401,
        ...each,
      }),
    );
    expect(outcomes(answer)).toEqual(['updated', 'failed', 'failed', 'failed']);
    expect(answer.value[1]).toMatchObject({ '@Core.DataModificationException': { responseCode: 412 } });
    await expectError(await send(payload({ '@removed': {}, ...item(b, stale, 0) }), v401), 'entityTagDoesNotMatch', {
      target: 'value/0/@etag',
    });
    expect(outcomes(await answered(await send(payload(item(b, stale, 7)))))).toEqual(['updated']);
  });

  test('more than one transaction holds needs continue-on-error', async () => {
    const items = Array.from({ length: 26 }, (_, teams) => ({ id: newId(), teams }));
    await expectError(await send(payload(...items)), 'batchRequestLimitExceeded', {
      target: 'value',
      message: /continue-on-error/,
    });
    expect(await stored(items[0]?.id ?? '')).toBeUndefined();
    expect(outcomes(await answered(await send(payload(...items.slice(1)))))).toEqual(Array(25).fill('created'));
    const many = Array.from({ length: 101 }, () => ({ id: newId() }));
    await expectError(await send(payload(...many)), 'batchRequestLimitExceeded', { message: /continue-on-error/ });
  });

  test('takes 1,000 items and 4 MiB, and no more', async () => {
    const items = Array.from({ length: 1000 }, (_, teams) => ({ id: newId(), teams, reportPeriod: 'x'.repeat(3000) }));
    expect(outcomes(await answered(await send(payload(...items), each)))).toEqual(Array(1000).fill('created'));
    expect(outcomes(await answered(await send(payload(...items), each)))).toEqual(Array(1000).fill('unchanged'));
    await expectError(await send(payload(...items, { id: newId() }), each), 'batchRequestLimitExceeded', {
      message: /1001 items.*1000/,
    });
    const large = JSON.stringify(payload(...items.slice(1))).padEnd(4 * 1024 * 1024 + 1);
    await expectError(await send(large, each), 'maxFileSizeExceeded');
  });

  test.each([
    ['no context', { value: [] }, '@context'],
    ['another context', { '@context': '#office365ActiveUserCounts', value: [] }, '@context'],
    ['a delta of another set', { '@context': '#other/$delta', value: [] }, '@context'],
    ['no value', { '@context': '#$delta' }, 'value'],
    ['a value that is no array', { '@context': '#$delta', value: {} }, 'value'],
    ['another member', { '@context': '#$delta', value: [], items: [] }, 'items'],
    ['an array', [], undefined],
    ['a link', payload({ '@context': '#$link', source: 'x', relationship: 'y', target: 'z' }), 'value/0/@context'],
    ['a removal that is no object', payload({ '@removed': true, id: 'x' }), 'value/0/@removed'],
    ['a deletion without a key', payload({ '@removed': {} }), 'value/0/id'],
  ])('refuses %s', async (_what, body, target) => {
    await expectError(await send(body), 'RequestBodyRead', target === undefined ? {} : { target });
  });

  test.each(['other(1)', "other('x')", 'https://elsewhere.example/v1.0/x', 'office365ActiveUserCounts', '$metadata'])(
    'refuses the entity-id %s',
    async (id) => {
      await expectError(await send(payload({ '@id': id, teams: 1 })), 'invalidPropertyValue', {
        target: 'value/0/@id',
      });
    },
  );

  test('takes no conditions, projections or filters for the whole', async () => {
    await expectError(await send(payload(), { 'If-Match': '*' }), 'invalidHeader', { target: 'If-Match' });
    await expectError(await send(payload(), { 'If-None-Match': '*' }), 'invalidHeader', { target: 'If-None-Match' });
    await expectError(await send(payload(), {}, `${setPath}?$select=id`), 'invalidQueryOption', { target: '$select' });
    await expectError(await send(payload(), {}, `${setPath}/$filter(@f)?@f=id%20eq%20'x'`), 'invalidPath');
    const reader = app.sign({ claims: { scp: 'Reports.Read.All' } });
    const refused = await send(payload(), { Authorization: `Bearer ${reader}` });
    expect(refused.status).toBe(403);
  });
});
