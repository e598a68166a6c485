// OData Protocol 4.01, 9 status codes and 9.4 error response body; JSON Format 4.01, 21.1:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ErrorResponseBody
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

describeMatrix('errors', (app) => {
  const { get, patch, post, store } = reports(app);

  test('404 for an entity that is not there names the id', async () => {
    const id = newId();
    await expectError(await get(id), 'Request_ResourceNotFound', { target: 'id', message: new RegExp(id) });
  });

  test('a long id is cut in messages', async () => {
    const error = await expectError(await get('x'.repeat(250)), 'Request_ResourceNotFound');
    expect(error.message.length).toBeLessThan(200);
  });

  test.each([
    '/v1.0/users',
    '/v1.0/Office365ActiveUserCounts/x',
    `${setPath}/x/y/z`,
    `${setPath}/x/Teams`,
    `${setPath}/x/toString`,
    `${setPath}/x/__proto__`,
    '/v1.0/constructor',
    '/v2.0/office365ActiveUserCounts',
    '/v1.0x',
    '/nowhere',
  ])('404 for the unknown address %s', async (path) => {
    await expectError(await app.fetch(path), 'Request_ResourceNotFound');
  });

  test.each([
    `${setPath}('x`,
    `${setPath}(5)`,
    `${setPath}()`,
    `${setPath}('')`,
    `${setPath}(name='x')`,
    `${setPath}(id='x',id='y')`,
    `${setPath}(@k)`,
    `${setPath}(@k)?@k=5`,
    `${setPath}('${'x'.repeat(256)}')`,
  ])('400 for the malformed address %s', async (path) => {
    await expectError(await app.fetch(path), 'invalidPath');
  });

  test.each([
    ['%zz', /%25/],
    ['%C0%AF', /UTF-8/],
    ['%E2%82', /UTF-8/],
  ])('%s decodes to no text: 400, or escaped by the platform and so part of an id', async (escape, message) => {
    const response = await app.fetch(`${setPath}/${escape}`);
    if (app.place === 'in process') await expectError(response, 'invalidPath', { message });
    else await expectError(response, 'Request_ResourceNotFound', { message: new RegExp(`'${escape}'`) });
  });

  test('Accept has at most 100 ranges, malformed ones counted', async () => {
    const { id } = await store();
    const accept = (count: number): string => `${'x/y, '.repeat(count - 2)}bad, application/json`;
    expect((await get(id, { Accept: accept(100) })).status).toBe(200);
    await expectError(await get(id, { Accept: accept(101) }), 'invalidHeader', {
      target: 'Accept',
      message: /101.*100/,
    });
  });

  test('a Host that is none is 400 over HTTP (RFC 9110, 7.2), whatever is asked for', async () => {
    for (const path of [setPath, '/v1.0/$metadata', '/v1.0/none']) {
      const response = await app.fetch(path, { headers: { Host: 'a b', 'client-request-id': newId() } });
      if (app.place === 'over HTTP') await expectError(response, 'invalidHeader', { target: 'Host' });
      // In process no header says where the request was sent.
      else expect(response.status).toBe(path.endsWith('none') ? 404 : 200);
    }
  });

  test('an alias that is assigned twice or nothing is 400', async () => {
    await expectError(await app.fetch(`${setPath}(@k)?@k='x'&@k='y'`), 'invalidQueryOption', { target: '@k' });
    await expectError(await app.fetch(`${setPath}(@k)?@k=`), 'invalidQueryOption');
  });

  describe('query options', () => {
    test.each(['$top=1', '$orderby=id', '$apply=filter(teams%20eq%205)', '$skiptoken=x', '$schemaversion=1.0'])(
      '%s on one entity is never passed over in silence',
      async (query) => {
        const { id } = await store();
        const response = await app.fetch(`${pathOf(id)}?${query}`);
        expect([400, 501]).toContain(response.status);
      },
    );

    test.each(['$format=json&$format=json', '$format=json&format=json', '$Format=json&FORMAT=json'])(
      '%s is 400',
      async (query) => {
        const { id } = await store();
        await expectError(await app.fetch(`${pathOf(id)}?${query}`), 'invalidQueryOption', { target: '$format' });
      },
    );

    test.each(['$unknown=1', '$=1', '$filter', '=1'])('%s is 400', async (query) => {
      const { id } = await store();
      await expectError(await app.fetch(`${pathOf(id)}?${query}`), 'invalidQueryOption');
    });

    test('custom options are allowed', async () => {
      const { id } = await store();
      expect((await app.fetch(`${pathOf(id)}?foo=1&bar&sv=2`)).status).toBe(200);
    });

    test('a token in the query is 400', async () => {
      const { id } = await store();
      const response = await app.fetch(`${pathOf(id)}?access_token=${app.sign()}`);
      const { message } = await expectError(response, 'invalidRequest', { target: 'access_token' });
      expect(message).not.toContain('eyJ');
    });
  });

  describe('406', () => {
    test.each([
      'text/html;q=1',
      'application/xml',
      'application/json;odata.metadata=verbose',
      'application/json;IEEE754Compatible=maybe',
      'application/json;unknown=1',
      'application/json;charset=utf-16',
      'application/json;q=0, text/html',
      'application/json;q=0, */*;q=0',
    ])('for Accept: %s; a write is not carried out', async (accept) => {
      const { id, text } = await store();
      for (const response of [await get(id, { Accept: accept }), await patch(id, { teams: 99 }, { Accept: accept })]) {
        await expectError(response, 'invalidAcceptType', { target: 'Accept', message: /application\/json/ });
      }
      expect(await (await get(id)).text()).toBe(text);
    });

    test.each(['text/html', 'xml', 'application/json;evil', 'application/json;odata.metadata=x', 'atom'])(
      'for $format=%s',
      async (format) => {
        const { id } = await store();
        const response = await app.fetch(`${pathOf(id)}?$format=${format}`, {
          headers: { Accept: 'application/json' },
        });
        expect([400, 406]).toContain(response.status);
      },
    );

    test('a range that fits is found among others', async () => {
      const { id } = await store();
      for (const accept of [
        'text/html, application/json;q=0.1',
        'application/*',
        '*/*;q=0.1',
        'application/json;odata=minimalmetadata;q=1.0, application/json;odata.metadata=minimal;q=0.9',
        'application/json;odata.metadata=verbose, */*;q=0.1',
      ]) {
        expect((await get(id, { Accept: accept })).status).toBe(200);
      }
    });
  });

  describe('of tokens', () => {
    test('401 with a challenge comes before anything else is looked at', async () => {
      for (const path of [setPath, '/v1.0/', '/v1.0/nothing', `${setPath}('`]) {
        const response = await app.fetch(path, { headers: { Authorization: undefined } });
        await expectError(response, 'InvalidAuthenticationToken');
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer (?!.*error=).*authorization_uri="/);
      }
      const bad = await post('{', { Authorization: `Bearer ${app.sign()}x` });
      await expectError(bad, 'InvalidAuthenticationToken');
      expect(bad.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
    });

    test('403 names the permission that is wanted', async () => {
      const { id, text } = await store();
      const read = `Bearer ${app.sign({ claims: { scp: 'Reports.Read.All' } })}`;
      expect((await get(id, { Authorization: read })).status).toBe(200);
      const written = await patch(id, { teams: 99 }, { Authorization: read });
      await expectError(written, 'Authorization_RequestDenied', { message: /Reports\.ReadWrite\.All/ });
      expect(written.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*Reports\.ReadWrite\.All/);
      expect(await (await get(id)).text()).toBe(text);
      const none = `Bearer ${app.sign({ claims: { scp: 'User.Read' } })}`;
      const refused = await get(id, { Authorization: none });
      await expectError(refused, 'Authorization_RequestDenied', { message: /Reports\.Read\.All/ });
    });
  });
});
