// OData Protocol 4.01, 8.1.5 OData-Version and 8.2.7 OData-MaxVersion:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderODataVersion
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderODataMaxVersion
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

describeAnswers('protocol versions', (app) => {
  const { patch, get, remove, post, store, stored } = reports(app);

  describe('of the answer', () => {
    test.each([
      [undefined, '4.0'],
      ['4.0', '4.0'],
      ['4.01', '4.01'],
      // The greatest supported version that is not above the one named.
      ['4.1', '4.01'],
      ['4.02', '4.01'],
      ['5.0', '4.01'],
      [' 4.01 ', '4.01'],
    ])('OData-MaxVersion %s is answered in %s', async (maximum, version) => {
      const { id } = await store();
      const response = await get(id, { 'OData-MaxVersion': maximum });
      expect(response.headers.get('odata-version')).toBe(version);
      const prefix = version === '4.0' ? '@odata.' : '@';
      const names = Object.keys((await response.json()) as object).filter((name) => name.includes('@'));
      expect(names).toEqual([`${prefix}context`, `${prefix}etag`]);
    });

    test('4.0 never drops the prefix odata. nor the hash of types; 4.01 drops both', async () => {
      const { id } = await store();
      const full = { Accept: 'application/json;odata.metadata=full' };
      const older = (await (await get(id, full)).json()) as Record<string, string>;
      expect(Object.keys(older).filter((name) => /@(?!odata\.)/.test(name))).toEqual([]);
      expect(older['teams@odata.type']).toBe('#Int64');
      const newer = (await (await get(id, { ...full, 'OData-MaxVersion': '4.01' })).json()) as Record<string, string>;
      expect(Object.keys(newer).filter((name) => name.includes('@odata.'))).toEqual([]);
      expect(newer['teams@type']).toBe('Int64');
      expect(newer['@type']).toBe('#microsoft.graph.office365ActiveUserCounts');
    });

    test('stands on every answer, once', async () => {
      const { id, etag } = await store();
      const answers = [
        await patch(id, { teams: 6 }),
        await patch(id, { teams: 7 }, { Prefer: 'return=minimal' }),
        await get(id, { 'If-None-Match': etag }),
        await get(newId()),
        await patch(id, 'broken'),
        await patch(id, {}, { 'If-Match': 'W/"stale"' }),
        await get(id, { Authorization: undefined }),
        await app.fetch(pathOf(id), { method: 'OPTIONS' }),
        await app.fetch(pathOf(id), { method: 'HEAD' }),
        await app.fetch(setPath, { method: 'DELETE' }),
        await app.fetch('/v1.0/nothing'),
        await remove(id),
      ];
      for (const { headers } of answers) expect(headers.get('odata-version')).toBe('4.0');
    });

    test('an error keeps the version that was asked for', async () => {
      const response = await get(newId(), { 'OData-MaxVersion': '4.01' });
      expect(response.headers.get('odata-version')).toBe('4.01');
    });

    test('varies by OData-MaxVersion and Prefer, and Vary says so on every answer', async () => {
      const { id } = await store();
      for (const response of [
        await get(id),
        await get(newId()),
        await get(id, { Accept: 'text/html' }),
        await patch(id, {}),
      ]) {
        const vary = (response.headers.get('vary') ?? '').split(',').map((name) => name.trim());
        expect(vary).toEqual(expect.arrayContaining(['Accept', 'OData-MaxVersion', 'Prefer']));
      }
    });
  });

  test.each(['3.0', '2', '4', '4.0;', 'x', '4.0, 4.0', '0', '1e9'])(
    'OData-MaxVersion %s is refused',
    async (maximum) => {
      const { id } = await store();
      const message = /OData-MaxVersion.*4\.0/;
      await expectError(await get(id, { 'OData-MaxVersion': maximum }), 'unsupportedODataVersion', {
        target: 'OData-MaxVersion',
        message,
      });
    },
  );

  test.each(['4.0;NetFx', '4.0; NetFx'])('%s of older Microsoft clients is 4.0', async (version) => {
    const { id } = await store();
    const headers = { 'OData-MaxVersion': version, 'OData-Version': version };
    expect((await get(id, headers)).headers.get('odata-version')).toBe('4.0');
    expect((await patch(id, { teams: 6 }, headers)).status).toBe(200);
  });

  describe('of the request', () => {
    test.each(['3.0', '4.02', '5.0', 'x'])('OData-Version %s is refused and nothing is stored', async (version) => {
      const id = newId();
      await expectError(await patch(id, { teams: 1 }, { 'OData-Version': version }), 'unsupportedODataVersion', {
        target: 'OData-Version',
        message: /4\.0 and 4\.01/,
      });
      expect(await stored(id)).toBeUndefined();
    });

    test.each([undefined, '4.0', '4.01'])('control information is read in both spellings under %s', async (version) => {
      const headers = { 'OData-Version': version };
      const type = 'microsoft.graph.office365ActiveUserCounts';
      for (const body of [
        { '@odata.type': `#${type}`, 'teams@odata.type': '#Int64', teams: 1 },
        { '@type': `#${type}`, 'teams@type': '#Int64', teams: 1 },
        { '@type': type, 'teams@type': 'Int64', teams: 1 },
      ]) {
        expect((await patch(newId(), body, headers)).status).toBe(201);
      }
      const wrong = await patch(newId(), { '@type': '#microsoft.graph.user' }, headers);
      await expectError(wrong, 'RequestBodyRead', { target: '@type' });
    });

    test('request and answer have versions of their own', async () => {
      const response = await post({ teams: 1 }, { 'OData-Version': '4.01', 'OData-MaxVersion': '4.0' });
      expect(response.headers.get('odata-version')).toBe('4.0');
      expect(Object.keys((await response.json()) as object)).toContain('@odata.etag');
    });
  });

  describe('an entity tag in the body (11.4.3; JSON Format 4.01, 4.6.9)', () => {
    test.each([
      [undefined, '@odata.etag'],
      ['4.0', '@odata.etag'],
      ['4.0', '@etag'],
    ])('has no effect under %s', async (version, name) => {
      const { id } = await store();
      const response = await patch(id, { [name]: 'W/"stale"', teams: 77 }, { 'OData-Version': version });
      expect(response.status).toBe(200);
    });

    test.each(['@etag', '@odata.etag'])('counts as %s under 4.01', async (name) => {
      const { id, etag, text } = await store();
      const headers = { 'OData-Version': '4.01' };
      const refused = await patch(id, { [name]: 'W/"stale"', teams: 77 }, headers);
      await expectError(refused, 'entityTagDoesNotMatch', { target: '@etag' });
      expect(await stored(id)).toBe(text);
      expect((await patch(id, { [name]: etag, teams: 77 }, headers)).status).toBe(200);
      expect((await patch(id, { [name]: '*', teams: 78 }, headers)).status).toBe(200);
      await expectError(await patch(id, { [name]: 'not a tag' }, headers), 'malformedEntityTag');
      await expectError(await patch(id, { [name]: '' }, headers), 'malformedEntityTag');
    });

    test('counts for DELETE too under 4.01, and only there', async () => {
      const { id, etag, text } = await store();
      const removeWith = async (body: unknown, headers: Record<string, string>): Promise<Response> =>
        await app.fetch(pathOf(id), {
          method: 'DELETE',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
      const newer = { 'OData-Version': '4.01' };
      await expectError(await removeWith({ '@etag': 'W/"stale"' }, newer), 'entityTagDoesNotMatch', {
        target: '@etag',
      });
      await expectError(await removeWith({ '@etag': 'not a tag' }, newer), 'malformedEntityTag');
      await expectError(
        await removeWith({ '@etag': etag }, { ...newer, 'If-Match': 'W/"x"' }),
        'entityTagDoesNotMatch',
      );
      expect(await stored(id)).toBe(text);
      expect((await removeWith({ '@etag': etag }, newer)).status).toBe(204);
      expect(await stored(id)).toBeUndefined();
      await app.fetch(pathOf(id), { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      expect((await removeWith({ '@odata.etag': 'W/"stale"' }, { 'OData-Version': '4.0' })).status).toBe(204);
    });

    test('a DELETE without a body under 4.01 has no such condition', async () => {
      const { id } = await store();
      expect((await remove(id, { 'OData-Version': '4.01' })).status).toBe(204);
    });

    test('an insert does not match one', async () => {
      const id = newId();
      await expectError(
        await patch(id, { '@etag': 'W/"x"', teams: 1 }, { 'OData-Version': '4.01' }),
        'entityTagDoesNotMatch',
      );
      expect(await stored(id)).toBeUndefined();
    });
  });
});
