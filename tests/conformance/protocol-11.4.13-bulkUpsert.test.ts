/**
 * Update a collection of entities: PATCH of an entity set with a delta payload.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateaCollectionofEntities
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_UpdateaCollectionofEntities
 */
import { answered, bulk, each, outcomes, payload } from '../support/bulk.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { documentedBody, documentedProperties, emptyProperties, newId, reports, setPath } from '../support/reports.ts';

const v401 = { 'OData-Version': '4.01', 'OData-MaxVersion': '4.01' };

describeMatrix('bulk upsert', (app) => {
  const { stored, store } = reports(app);
  const send = bulk(app);

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

  test.each([
    ['id', 'none', (id: string) => ({ id })],
    ['teams', 'none', () => ({ teams: 5 })],
    ['id,teams', 'minimal', (id: string, etag: unknown) => ({ '@odata.etag': etag, id, teams: 5 })],
  ])('answers what $select=%s names, with odata.metadata=%s', async (select, metadata, shown) => {
    const id = newId();
    const headers = { Accept: `application/json;odata.metadata=${metadata}` };
    const response = await send(payload({ id, ...documentedBody }), headers, `${setPath}?$select=${select}`);
    const { '@odata.context': context, value } = await answered(response);
    expect(context).toBe(
      metadata === 'none' ? undefined : `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts(${select})/$delta`,
    );
    expect(value).toEqual([{ ...shown(id, expect.any(String)), '@reports.outcome': 'created' }]);
    expect(await stored(id)).toBeDefined();
  });

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
    const answer = (await response.json()) as Record<string, unknown> & { value: unknown[] };
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
});
