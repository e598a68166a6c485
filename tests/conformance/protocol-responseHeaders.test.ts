// Headers every answer has (OData Protocol 4.01, 8.1 and 8.3) and those of Microsoft Graph:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseHeaders
import { randomUUID } from 'node:crypto';
import { describeMatrix } from '../support/describeMatrix.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describeMatrix('headers of answers', (app) => {
  const { get, patch, post, remove, store } = reports(app);

  /** One answer of every kind. */
  async function answers(headers: Record<string, string>): Promise<readonly Response[]> {
    const { id, etag } = await store();
    return [
      await get(id, headers),
      await get(id, { ...headers, 'If-None-Match': etag }),
      await app.fetch(pathOf(id), { method: 'HEAD', headers }),
      await app.fetch(pathOf(id), { method: 'OPTIONS', headers }),
      await app.fetch(`${pathOf(id)}/teams/$value`, { headers }),
      await patch(id, { teams: 6 }, headers),
      await patch(id, { teams: 7 }, { ...headers, Prefer: 'return=minimal' }),
      await post({}, headers),
      await post({ id }, headers),
      await patch(id, 'broken', headers),
      await patch(id, {}, { ...headers, 'If-Match': 'W/"stale"' }),
      await patch(id, {}, { ...headers, 'Content-Type': 'text/plain' }),
      await get(newId(), headers),
      await get(id, { ...headers, Authorization: undefined }),
      await get(id, { ...headers, Accept: 'text/html' }),
      await app.fetch(setPath, { method: 'DELETE', headers }),
      await remove(id, headers),
    ];
  }

  test('request-id, no-store, nosniff and Vary stand on every answer', async () => {
    const all = await answers({});
    expect(all.map(({ status }) => status)).toEqual([
      200, 304, 200, 204, 200, 200, 204, 201, 409, 400, 412, 415, 404, 401, 406, 405, 204,
    ]);
    for (const { headers } of all) {
      expect(headers.get('request-id')).toMatch(guid);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('vary')).toMatch(/\bAccept\b.*\bAuthorization\b.*\bOData-MaxVersion\b.*\bPrefer\b/);
      expect(headers.has('client-request-id')).toBe(false);
      expect(headers.has('set-cookie')).toBe(false);
      expect(headers.has('x-powered-by')).toBe(false);
    }
    expect(new Set(all.map(({ headers }) => headers.get('request-id'))).size).toBe(all.length);
  });

  test('who calls from a page of another origin may read what OData answers in headers (CORS)', async () => {
    const exposed = 'OData-Version, ETag, Location, OData-EntityId, Preference-Applied, Retry-After, request-id';
    for (const { headers } of await answers({ Origin: 'https://page.example' })) {
      expect(headers.get('access-control-expose-headers')).toBe(exposed);
      // Who may call at all is the platform's to say.
      expect(headers.has('access-control-allow-origin')).toBe(false);
      expect(headers.get('vary')).toMatch(/\bOrigin\b/);
    }
    for (const { headers } of await answers({})) expect(headers.has('access-control-expose-headers')).toBe(false);
  });

  test('a GUID in client-request-id is echoed on every answer and in errors', async () => {
    const id = randomUUID();
    for (const response of await answers({ 'client-request-id': id })) {
      expect(response.headers.get('client-request-id')).toBe(id);
      const text = await response.text();
      if (response.status >= 400) {
        expect(JSON.parse(text)).toMatchObject({ error: { innerError: { 'client-request-id': id } } });
      }
    }
  });

  test.each(['x', '', '123', `${randomUUID()}x`, '<script>', `{${randomUUID()}}`, `${randomUUID()}, ${randomUUID()}`])(
    'client-request-id %j is not echoed',
    async (id) => {
      for (const response of [
        await get(newId(), { 'client-request-id': id }),
        await post({}, { 'client-request-id': id }),
      ]) {
        expect(response.headers.has('client-request-id')).toBe(false);
        expect(await response.text()).not.toContain('client-request-id');
      }
    },
  );

  test('links come from the settings and never from the request', async () => {
    const response = await post(
      {},
      { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil' },
    );
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toMatch(new RegExp(`^${app.publicUrl}/v1.0/`));
    expect(await response.text()).not.toContain('evil');
  });

  test('an answer without content has no Content-Type (8.1.1)', async () => {
    for (const { status, headers } of await answers({})) {
      expect(headers.has('content-type')).toBe(status !== 204 && status !== 304);
    }
  });

  test('the charset is named only when it was asked for (8.2.1)', async () => {
    const { id } = await store();
    for (const [path, type] of [
      [pathOf(id), 'application/json'],
      [`${pathOf(id)}/teams/$value`, 'text/plain'],
    ] as const) {
      const plain = await app.fetch(path, { headers: { Accept: type } });
      expect(plain.headers.get('content-type')).toBe(type);
      const asked = await app.fetch(path, { headers: { Accept: `${type};charset=utf-8` } });
      expect(asked.headers.get('content-type')).toBe(`${type};charset=utf-8`);
    }
  });

  test('format parameters are repeated as they were asked for, and no others', async () => {
    const { id } = await store();
    for (const [accept, type] of [
      [undefined, 'application/json'],
      ['*/*', 'application/json'],
      ['application/json;odata.metadata=full', 'application/json;odata.metadata=full'],
      ['application/json;metadata=full', 'application/json;metadata=full'],
      ['Application/JSON;OData.Metadata=FULL', 'application/json;odata.metadata=full'],
      [
        'application/json;odata.metadata=minimal;IEEE754Compatible=true',
        'application/json;odata.metadata=minimal;IEEE754Compatible=true',
      ],
      ['application/json;ieee754compatible=TRUE', 'application/json;IEEE754Compatible=true'],
      ['application/json;odata.streaming=true', 'application/json;odata.streaming=true'],
    ] as const) {
      expect((await get(id, { Accept: accept })).headers.get('content-type')).toBe(type);
    }
  });

  test('$format wins over Accept and takes no part of it', async () => {
    const { id } = await store();
    const headers = { Accept: 'application/json;IEEE754Compatible=true' };
    const response = await app.fetch(`${pathOf(id)}?$format=json`, { headers });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ teams: 5 });
    const full = await app.fetch(`${pathOf(id)}?$format=application/json;odata.metadata=full`, {
      headers: { Accept: 'text/html' },
    });
    expect(full.headers.get('content-type')).toBe('application/json;odata.metadata=full');
  });

  test('gzip is for callers that take it', async () => {
    const { id } = await store({ reportPeriod: 'x'.repeat(4000) });
    const plain = await get(id);
    expect(plain.headers.has('content-encoding')).toBe(false);
    const zipped = await get(id, { 'Accept-Encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    const stream = new Blob([await zipped.arrayBuffer()]).stream().pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(stream).text()).toBe(await plain.text());
    expect((await get(id, { 'Accept-Encoding': 'gzip;q=0' })).headers.has('content-encoding')).toBe(false);
    expect(zipped.headers.get('vary')).toContain('Accept-Encoding');
  });
});
