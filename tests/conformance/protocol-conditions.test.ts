// OData Protocol 4.01, 8.2.4 If-Match, 8.2.5 If-None-Match, 8.2.6 Isolation, 8.3.2 ETag, 11.4.1.1 ETags:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfMatch
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfNoneMatch
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIsolationODataIsolation
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports } from '../support/reports.ts';

const json = { 'Content-Type': 'application/json' };

/** Every way to change an entity, with a body that would change it. */
const writes: readonly (readonly [method: string, segment: string, body: string | undefined])[] = [
  ['PATCH', '', '{"teams":1000}'],
  ['PUT', '', '{"teams":1000}'],
  ['DELETE', '', undefined],
  ['PUT', '/teams', '{"value":1000}'],
  ['PATCH', '/teams', '{"value":1000}'],
  ['DELETE', '/teams', undefined],
];

describeMatrix('conditions', (app) => {
  const { post, patch, put, get, remove, store, stored } = reports(app);

  async function write([method, segment, body]: (typeof writes)[number], id: string, headers: Record<string, string>) {
    return await app.fetch(pathOf(id) + segment, {
      method,
      headers: { ...(body === undefined ? {} : json), ...headers },
      ...(body === undefined ? {} : { body }),
    });
  }

  describe.each(writes)('%s %s', (...row) => {
    test.each([
      ['a stale entity tag', { 'If-Match': 'W/"stale"' }],
      ['a list of stale entity tags', { 'If-Match': 'W/"stale", "older"' }],
      ['If-None-Match: *', { 'If-None-Match': '*' }],
    ])('is refused for %s and changes nothing', async (_name, headers) => {
      const { id, text } = await store();
      await expectError(await write(row, id, headers), 'entityTagDoesNotMatch', { target: Object.keys(headers)[0] });
      expect(await stored(id)).toBe(text);
    });

    test('is refused for the current entity tag in If-None-Match', async () => {
      const { id, etag, text } = await store();
      await expectError(await write(row, id, { 'If-None-Match': etag }), 'entityTagDoesNotMatch');
      expect(await stored(id)).toBe(text);
    });

    test('is carried out for a matching condition', async () => {
      for (const condition of [
        (etag: string) => ({ 'If-Match': etag }),
        () => ({ 'If-Match': '*' }),
        (etag: string) => ({ 'If-Match': `W/"other", ${etag}` }),
        // Weak comparison, a deliberate deviation of OData from RFC 9110.
        (etag: string) => ({ 'If-Match': etag.replace('W/', '') }),
        () => ({ 'If-None-Match': 'W/"stale"' }),
      ]) {
        const { id, etag } = await store();
        const response = await write(row, id, condition(etag));
        expect([200, 204]).toContain(response.status);
      }
    });

    test.each(['', 'stale', 'W/stale', '"open', '*, "a"', 'w/"a"', '"a" "b"', "'a'"])(
      'a malformed condition %j is never taken for none',
      async (condition) => {
        const { id, text } = await store();
        for (const target of ['If-Match', 'If-None-Match']) {
          const response = await write(row, id, { [target]: condition });
          await expectError(response, 'malformedEntityTag', { target, message: /W\/"\.\.\."/ });
        }
        expect(await stored(id)).toBe(text);
      },
    );
  });

  test.each(['Isolation', 'OData-Isolation'])('%s: snapshot is 412 and nothing is done', async (name) => {
    const { id, text } = await store();
    for (const method of ['PATCH', 'GET'] as const) {
      const body = method === 'GET' ? {} : { body: '{"teams":1}' };
      const response = await app.fetch(pathOf(id), { method, headers: { ...json, [name]: 'snapshot' }, ...body });
      await expectError(response, 'isolationNotSupported', { target: name });
    }
    expect(await stored(id)).toBe(text);
  });

  describe('upserts', () => {
    test.each(['PATCH', 'PUT'] as const)('If-Match never inserts by %s', async (method) => {
      for (const condition of ['*', 'W/"x"']) {
        const id = newId();
        const send = method === 'PATCH' ? patch : put;
        const response = await send(id, { teams: 1 }, { 'If-Match': condition });
        await expectError(response, 'entityTagDoesNotMatch', { target: 'If-Match', message: /never inserts/ });
        expect(await stored(id)).toBeUndefined();
      }
    });

    test.each(['PATCH', 'PUT'] as const)('If-None-Match: * inserts once by %s', async (method) => {
      const id = newId();
      const send = method === 'PATCH' ? patch : put;
      expect((await send(id, { teams: 1 }, { 'If-None-Match': '*' })).status).toBe(201);
      const before = await stored(id);
      const again = await send(id, { teams: 2 }, { 'If-None-Match': '*' });
      await expectError(again, 'entityTagDoesNotMatch', { target: 'If-None-Match', message: /never updates/ });
      expect(await stored(id)).toBe(before);
    });

    test('of many at once with If-None-Match: * exactly one inserts', async () => {
      const id = newId();
      const answers = await Promise.all(
        Array.from({ length: 8 }, async (_, teams) => await patch(id, { teams }, { 'If-None-Match': '*' })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(412)]);
    });

    test('of many at once with one entity tag exactly one updates', async () => {
      const { id, etag } = await store();
      const answers = await Promise.all(
        Array.from({ length: 8 }, async (_, n) => await patch(id, { teams: 100 + n }, { 'If-Match': etag })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    });

    test('If-Match on a create matches nothing', async () => {
      const id = newId();
      await expectError(await post({ id, teams: 1 }, { 'If-Match': '*' }), 'entityTagDoesNotMatch');
      expect(await stored(id)).toBeUndefined();
    });
  });

  test('DELETE with If-Match of an entity that is not there is 412', async () => {
    await expectError(await remove(newId(), { 'If-Match': '*' }), 'entityTagDoesNotMatch');
  });

  describe('reading', () => {
    test.each(['', '/teams', '/teams/$value', '/id'])('304 for the version the caller has: %s', async (segment) => {
      const { id, etag } = await store();
      for (const condition of [etag, '*', `"other", ${etag}`, etag.replace('W/', '')]) {
        for (const method of ['GET', 'HEAD']) {
          const headers = { 'If-None-Match': condition };
          const response = await app.fetch(pathOf(id) + segment, { method, headers });
          expect([response.status, await response.text()]).toEqual([304, '']);
          expect(response.headers.get('etag')).toBe(etag);
          expect(response.headers.has('content-type')).toBe(false);
        }
      }
    });

    test('200 once it has changed', async () => {
      const { id, etag } = await store();
      await patch(id, { teams: 6 });
      const response = await get(id, { 'If-None-Match': etag });
      expect(response.status).toBe(200);
      expect(response.headers.get('etag')).not.toBe(etag);
    });

    test('If-Match with another version is 412', async () => {
      const { id, etag } = await store();
      await expectError(await get(id, { 'If-Match': 'W/"stale"' }), 'entityTagDoesNotMatch');
      expect((await get(id, { 'If-Match': etag })).status).toBe(200);
    });

    test('an entity that is not there is 404 whatever the condition', async () => {
      for (const headers of [{ 'If-None-Match': '*' }, { 'If-None-Match': 'W/"x"' }, { 'If-Match': '*' }]) {
        await expectError(await get(newId(), headers), 'Request_ResourceNotFound');
      }
    });
  });

  describe('entity tags', () => {
    test('are weak, the same in header and body, in every format and on every way to the entity', async () => {
      const { id, etag, text } = await store();
      expect(etag).toMatch(/^W\/"[\x21\x23-\x7e]+"$/);
      expect(JSON.parse(text)).toMatchObject({ '@odata.etag': etag });
      const full = await get(id, { Accept: 'application/json;odata.metadata=full;IEEE754Compatible=true' });
      expect(full.headers.get('etag')).toBe(etag);
      expect(await full.json()).toMatchObject({ '@odata.etag': etag });
      for (const segment of ['/teams', '/teams/$value']) {
        expect((await app.fetch(pathOf(id) + segment)).headers.get('etag')).toBe(etag);
      }
    });

    test('change with every change and with nothing else', async () => {
      const { id, etag } = await store();
      for (const same of [{}, { teams: 5 }, { id: 'other' }, { '@odata.etag': 'W/"x"' }]) {
        expect((await patch(id, same)).headers.get('etag')).toBe(etag);
      }
      const changed = (await patch(id, { teams: 6 })).headers.get('etag');
      const back = (await patch(id, { teams: 5 })).headers.get('etag');
      expect(new Set([etag, changed, back]).size).toBe(3);
    });

    test('an entity created anew has a new one', async () => {
      const { id, etag } = await store();
      await remove(id);
      expect((await patch(id, { teams: 5 })).headers.get('etag')).not.toBe(etag);
    });
  });
});
