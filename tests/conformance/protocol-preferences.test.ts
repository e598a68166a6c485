// OData Protocol 4.01, 8.2.8 Prefer and 8.3.5 Preference-Applied, 11.4.1.5 results of data modification:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderPrefer
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Preferencereturnrepresentationandretu
import { describeAnswers } from '../support/describeAnswers.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

describeAnswers('preferences', (app) => {
  const { post, patch, put, get, remove, store, stored } = reports(app);
  const entityUrl = (id: string): string => `${app.publicUrl}${setPath}('${id}')`;

  describe('return=minimal', () => {
    const minimal = { Prefer: 'return=minimal' };

    test.each(['PATCH', 'PUT'] as const)('%s that inserts: 204 with Location and OData-EntityId', async (method) => {
      const id = newId();
      const response = await (method === 'PATCH' ? patch : put)(id, { teams: 1 }, minimal);
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(response.headers.get('preference-applied')).toBe('return=minimal');
      expect(response.headers.get('location')).toBe(entityUrl(id));
      expect(response.headers.get('odata-entityid')).toBe(entityUrl(id));
      expect(response.headers.has('content-type')).toBe(false);
      expect(await stored(id)).toContain('"teams":1');
    });

    test.each(['PATCH', 'PUT'] as const)('%s that updates: 204 without OData-EntityId and Location', async (method) => {
      const { id } = await store();
      const response = await (method === 'PATCH' ? patch : put)(id, { teams: 6 }, minimal);
      expect(response.status).toBe(204);
      expect(response.headers.get('preference-applied')).toBe('return=minimal');
      expect(response.headers.has('odata-entityid')).toBe(false);
      expect(response.headers.has('location')).toBe(false);
    });

    test('POST: 204 with Location and OData-EntityId', async () => {
      const response = await post({ teams: 1 }, minimal);
      expect([response.status, await response.text()]).toEqual([204, '']);
      const id = /\('([0-9a-f-]{36})'\)$/.exec(response.headers.get('odata-entityid') ?? '')?.[1] ?? '';
      expect(response.headers.get('location')).toBe(entityUrl(id));
      expect(await stored(id)).toContain('"teams":1');
    });

    // 9.1.4: "if and only if the client can reasonably know the new representation".
    test('204 has an ETag for a caller who knows the whole state, and for no other', async () => {
      const { id, etag } = await store();
      const blind = await patch(id, { teams: 6 }, minimal);
      expect(blind.headers.has('etag')).toBe(false);
      await patch(id, { teams: 5 });
      const current = (await get(id)).headers.get('etag') ?? '';
      expect(current).not.toBe(etag);
      const known = await patch(id, { teams: 7 }, { ...minimal, 'If-Match': current });
      expect(known.headers.get('etag')).toBe((await get(id)).headers.get('etag'));
      const replaced = await put(id, { teams: 8 }, minimal);
      expect(replaced.headers.get('etag')).toBe((await get(id)).headers.get('etag'));
      const created = newId();
      const inserted = await patch(created, { teams: 8 }, minimal);
      expect(inserted.headers.get('etag')).toBe((await get(created)).headers.get('etag'));
    });

    test('a property: 204 with Preference-Applied', async () => {
      const { id } = await store();
      const response = await app.fetch(`${pathOf(id)}/teams`, {
        method: 'PUT',
        headers: { ...minimal, 'Content-Type': 'application/json' },
        body: '{"value":6}',
      });
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(response.headers.get('preference-applied')).toBe('return=minimal');
    });

    test('has no effect on GET and DELETE', async () => {
      const { id } = await store();
      const read = await get(id, minimal);
      expect(read.status).toBe(200);
      expect(read.headers.has('preference-applied')).toBe(false);
      const removed = await remove(id, minimal);
      expect(removed.status).toBe(204);
      expect(removed.headers.has('preference-applied')).toBe(false);
    });

    test.each(['$select=teams', 'select=teams', '$select=teams&$expand=*'])(
      'with %s the write is carried out and answered without content',
      async (query) => {
        for (const [prefer, applied] of [
          [undefined, null],
          ['return=minimal', 'return=minimal'],
          ['return=representation', null],
        ] as const) {
          const id = newId();
          const response = await app.fetch(`${pathOf(id)}?${query}`, {
            method: 'PATCH',
            headers: { 'Content-Type': 'application/json', Prefer: prefer },
            body: '{"teams":3}',
          });
          expect(response.status).toBe(204);
          expect(response.headers.get('preference-applied')).toBe(applied);
          expect(response.headers.get('odata-entityid')).toBe(entityUrl(id));
          expect(await stored(id)).toContain('"teams":3');
        }
      },
    );
  });

  describe('return=representation', () => {
    test('is the default and is confirmed when asked for', async () => {
      const { id } = await store();
      const plain = await patch(id, { teams: 6 });
      expect([plain.status, plain.headers.get('preference-applied')]).toEqual([200, null]);
      const asked = await patch(id, { teams: 7 }, { Prefer: 'return=representation' });
      expect([asked.status, asked.headers.get('preference-applied')]).toEqual([200, 'return=representation']);
      expect(await asked.json()).toMatchObject({ teams: 7, exchange: 8 });
    });

    // 11.4.1.5: the same content as a subsequent request for the same resource.
    test('every write answers what a read then shows', async () => {
      for (const [method, body] of [
        ['PATCH', { teams: 6 }],
        ['PUT', { exchange: 1 }],
      ] as const) {
        const { id } = await store();
        const response = await (method === 'PATCH' ? patch : put)(id, body);
        expect(await response.text()).toBe(await stored(id));
      }
      const created = await post({ teams: 6 });
      const text = await created.text();
      const location = new URL(created.headers.get('location') ?? '');
      expect(await (await app.fetch(location.pathname)).text()).toBe(text);
    });
  });

  describe('omit-values (8.2.8.6)', () => {
    const omit = { Prefer: 'omit-values=nulls' };
    const shown = async (response: Response): Promise<readonly unknown[]> => [
      response.headers.get('preference-applied'),
      (await response.text()).includes('"yammer":null'),
    ];

    test('data that is read and the answer to an insert leave null out', async () => {
      const { id } = await store({ teams: 5 });
      for (const path of [pathOf(id), `${setPath}?$filter=id%20eq%20'${id}'`, `/v1.0/reports?$expand=*`]) {
        expect(await shown(await app.fetch(path, { headers: omit }))).toEqual(['omit-values=nulls', false]);
      }
      expect(await shown(await post({ teams: 5 }, omit))).toEqual(['omit-values=nulls', false]);
    });

    test('the answers to PATCH, PUT and a delta payload do not', async () => {
      const { id } = await store();
      const context = { '@context': '#$delta' };
      for (const response of [
        await patch(id, { yammer: null }, omit),
        await patch(newId(), { teams: 1 }, omit),
        await put(id, { teams: 5 }, omit),
        await app.fetch(setPath, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json', ...omit },
          body: JSON.stringify({ ...context, value: [{ id, yammer: null }] }),
        }),
      ]) {
        expect([response.status, ...(await shown(response))]).toEqual([expect.any(Number), null, true]);
      }
    });
  });

  test('a preference without the prefix wins over the same with it (8.2.8.5)', async () => {
    await store();
    await store();
    for (const prefer of ['maxpagesize=1, odata.maxpagesize=2', 'odata.maxpagesize=2, maxpagesize=1']) {
      const response = await app.fetch(setPath, { headers: { Prefer: prefer } });
      expect(response.headers.get('preference-applied')).toBe('odata.maxpagesize=1');
      expect(((await response.json()) as { value: unknown[] }).value).toHaveLength(1);
    }
  });

  describe('others', () => {
    test.each([
      'create-if-missing',
      'create-if-missing, return=representation',
      // Graph's own examples separate preferences by semicolons.
      'create-if-missing; return=representation',
      'odata.create-if-missing',
      'handling=strict',
      'respond-async, wait=10',
      'odata.continue-on-error, odata.maxpagesize=-1, wait=99999999',
      ', ,',
      'return=nothing',
      'return',
      'unknown="quoted, with comma and return=minimal"',
      Array.from({ length: 500 }, (_, n) => `p${n}=1`).join(', '),
    ])('%s is tolerated', async (prefer) => {
      const id = newId();
      const created = await patch(id, { teams: 1 }, { Prefer: prefer });
      expect(created.status).toBe(201);
      expect(created.headers.get('preference-applied')).toBe(
        prefer.includes('return=representation') ? 'return=representation' : null,
      );
      expect((await patch(id, { teams: 2 }, { Prefer: prefer })).status).toBe(200);
    });

    test('the first of two equal preferences counts, in any case and beside others', async () => {
      const { id } = await store();
      for (const [prefer, status] of [
        ['return=minimal, return=representation', 204],
        ['return=representation, return=minimal', 200],
        ['RETURN=minimal', 204],
        ['respond-async, return="minimal"', 204],
      ] as const) {
        expect((await patch(id, {}, { Prefer: prefer })).status).toBe(status);
      }
    });
  });
});
