/**
 * Update a collection of entities: what fails, and the limits.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateaCollectionofEntities
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_UpdateaCollectionofEntities
 */
import { answered, bulk, each, outcomes, payload } from '../support/bulk.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports, setPath } from '../support/reports.ts';

describeAnswers('bulk upsert that fails', (app) => {
  const { stored, store, patch } = reports(app);
  const send = bulk(app);

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
        { '@removed': { reason: 'deleted' }, id: missing },
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

  test('a failed removal is one of an entity or of its membership, as its reason says (11.4.12)', async () => {
    const removed = (value: unknown) => ({ '@removed': value, id: newId() });
    const old = { '@odata.context': '#$deletedEntity', id: newId() };
    const items = [
      removed({ reason: 'deleted' }),
      removed({ reason: 'changed' }),
      removed({}),
      { ...removed({ reason: 'changed' }), id: '' },
      removed(true),
      { ...old, reason: 'deleted' },
      { ...old, id: newId(), reason: 'changed' },
    ];
    const answer = await answered(await send(payload(...items), each));
    const failed = answer.value.map((item) => item['@Core.DataModificationException'] as { failedOperation: string });
    expect(failed.map(({ failedOperation }) => failedOperation)).toEqual([
      'delete',
      ...['unlink', 'unlink', 'unlink', 'unlink'],
      'delete',
      'unlink',
    ]);
  });

  test('with return=minimal only what failed is told', async () => {
    const id = newId();
    const prefer = { Prefer: 'return=minimal, continue-on-error' };
    const response = await send(payload({ id, teams: 1 }, { id: newId(), teams: true }), prefer);
    expect(response.headers.get('preference-applied')).toBe('return=minimal, odata.continue-on-error=true');
    expect((await answered(response)).value).toMatchObject([{ '@Core.DataModificationException': {} }]);
    expect(await stored(id)).toContain('"teams":1');
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

  test('takes no conditions, expansions or filters for the whole', async () => {
    await expectError(await send(payload(), { 'If-Match': '*' }), 'invalidHeader', { target: 'If-Match' });
    await expectError(await send(payload(), { 'If-None-Match': '*' }), 'invalidHeader', { target: 'If-None-Match' });
    await expectError(await send(payload(), {}, `${setPath}?$select=other`), 'invalidQueryOption');
    for (const [option, value] of [
      ['$compute', 'length(id) as size'],
      ['$apply', 'groupby((teams))'],
    ] as const) {
      const path = `${setPath}?${option}=${encodeURIComponent(value)}`;
      await expectError(await send(payload(), {}, path), 'invalidQueryOption', { target: option });
    }
    await expectError(await send(payload(), {}, `${setPath}/$filter(@f)?@f=id%20eq%20'x'`), 'methodNotAllowed');
    const reader = app.sign({ claims: { scp: 'Reports.Read.All' } });
    const refused = await send(payload(), { Authorization: `Bearer ${reader}` });
    expect(refused.status).toBe(403);
  });

  test.each([
    ['PATCH', `${setPath}('x')`],
    ['PUT', `${setPath}('x')`],
    ['POST', setPath],
    ['DELETE', `${setPath}('x')`],
    ['PATCH', `${setPath}('x')/teams`],
    ['POST', '/v1.0/$batch'],
  ])('whoever wants nothing written is not ignored where that cannot be: %s %s', async (method, path) => {
    await patch('x', { teams: 5 });
    const before = await stored('x');
    const headers = { 'Content-Type': 'application/json', Prefer: 'dry-run' };
    const response = await app.fetch(path, { method, headers, ...(method !== 'DELETE' && { body: '{"teams":1}' }) });
    await expectError(response, 'invalidHeader', {
      target: 'Prefer',
      message: /PATCH of an entity set.*Nothing was written/,
    });
    expect(await stored('x')).toBe(before);
    expect((await app.fetch(path.replace('/$batch', ''), { headers: { Prefer: 'dry-run' } })).status).toBe(200);
  });
});
