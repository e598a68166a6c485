// OData Protocol 4.01, 9.2.2 (405 with Allow), RFC 9110 9.3.2 HEAD and 9.3.7 OPTIONS, 11.2.2 reading an entity:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseCode405MethodNotAllowed
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingIndividualEntities
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { documentedProperties, newId, pathOf, reports, setPath } from '../support/reports.ts';

const reportsPath = '/v1.0/reports/office365ActiveUserCounts';

describeMatrix('methods', (app) => {
  const { store, stored } = reports(app);

  const allowOf = (response: Response): readonly string[] => (response.headers.get('allow') ?? '').split(', ').sort();

  describe('405 names what is allowed, and does nothing', () => {
    test.each([
      ['POST', '', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT']],
      ['POST', '/teams', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT']],
      ['POST', '/teams/$value', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']],
      ['PATCH', '/teams/$value', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']],
    ])('%s on an entity%s', async (method, segment, allowed) => {
      const { id, text } = await store();
      const response = await app.fetch(pathOf(id) + segment, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: '{"teams":99}',
      });
      expect(allowOf(response)).toEqual(allowed);
      await expectError(response, 'methodNotAllowed', { message: new RegExp(method) });
      expect(await stored(id)).toBe(text);
    });

    test('TRACE never reaches the service: the platform has no function for it', async () => {
      const { id } = await store();
      const response = await app.fetch(pathOf(id), { method: 'TRACE' });
      expect(response.status).toBe(app.place === 'over HTTP' ? 404 : 405);
    });

    test.each(['PUT', 'DELETE'])('%s on the entity set', async (method) => {
      const response = await app.fetch(setPath, { method });
      expect(allowOf(response)).toEqual(expect.arrayContaining(['POST', 'OPTIONS']));
      await expectError(response, 'methodNotAllowed');
    });

    test.each(['POST', 'PATCH', 'PUT', 'DELETE'])('%s on the service root and $metadata', async (method) => {
      for (const path of ['/v1.0/', '/v1.0', '/v1.0/$metadata']) {
        const response = await app.fetch(path, { method });
        expect(allowOf(response)).toEqual(['GET', 'HEAD', 'OPTIONS']);
        await expectError(response, 'methodNotAllowed');
      }
    });
  });

  test('OPTIONS answers Allow, also where there is no entity', async () => {
    for (const [path, method] of [
      [pathOf(newId()), 'PATCH'],
      [setPath, 'POST'],
      [`${pathOf(newId())}/teams`, 'PUT'],
    ] as const) {
      const response = await app.fetch(path, { method: 'OPTIONS' });
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(allowOf(response)).toEqual(expect.arrayContaining([method, 'OPTIONS']));
    }
  });

  test('HEAD has the status and headers of GET and no body', async () => {
    const { id } = await store();
    for (const path of [pathOf(id), `${pathOf(id)}/teams`, `${pathOf(id)}/teams/$value`, pathOf(newId()), '/v1.0/x']) {
      const [read, head] = [await app.fetch(path), await app.fetch(path, { method: 'HEAD' })];
      expect([head.status, await head.text()]).toEqual([read.status, '']);
      for (const name of ['content-type', 'etag', 'odata-version', 'vary', 'cache-control']) {
        expect(head.headers.get(name)).toBe(read.headers.get(name));
      }
    }
  });

  describe('an entity', () => {
    test('is read whole, properties in documented order', async () => {
      const { id, etag } = await store();
      const response = await app.fetch(pathOf(id));
      expect(response.status).toBe(200);
      const entity = (await response.json()) as object;
      expect(Object.entries(entity)).toEqual([
        ['@odata.context', `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$entity`],
        ['@odata.etag', etag],
        ['id', id],
        ...Object.entries(documentedProperties),
      ]);
    });

    test('has the same addresses for every method', async () => {
      const { id, text } = await store();
      const addresses = [
        pathOf(id),
        `${pathOf(id)}/`,
        `${setPath}('${id}')`,
        `${setPath}(%27${id}%27)`,
        `${setPath}(id='${id}')`,
        `${setPath}(${id})`,
        `${setPath}(@k)?@k='${id}'`,
        `${setPath}(id=@key)?@key='${id}'`,
        `${setPath}('${id}')/microsoft.graph.office365ActiveUserCounts`,
        `${reportsPath}/${id}`,
        `${reportsPath}('${id}')`,
        `/V1.0/office365ActiveUserCounts/${id}`,
        `/v1.0/$entity?$id=office365ActiveUserCounts('${id}')`,
        `/v1.0/$entity?$id=${encodeURIComponent(`${app.publicUrl}${setPath}('${id}')`)}`,
      ];
      for (const address of addresses) {
        const response = await app.fetch(address);
        expect([address, response.status, await response.text()]).toEqual([address, 200, text]);
      }
      const patched = addresses.slice(0, 11);
      for (const [teams, address] of patched.entries()) {
        const headers = { 'Content-Type': 'application/json' };
        const response = await app.fetch(address, { method: 'PATCH', headers, body: `{"teams":${teams + 100}}` });
        expect([address, response.status]).toEqual([address, 200]);
        expect(await response.json()).toMatchObject({ id, teams: teams + 100 });
      }
      expect((await app.fetch(addresses.at(-5) ?? '', { method: 'DELETE' })).status).toBe(204);
      expect(await stored(id)).toBeUndefined();
    });
  });
});
