// OData Protocol 4.01, 11.4.5 Delete an Entity:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_DeleteanEntity
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports } from '../support/reports.ts';

describeMatrix('delete', (app) => {
  const { get, patch, remove, store, stored } = reports(app);

  test('204 without content, and the entity is gone', async () => {
    const { id } = await store();
    const response = await remove(id);
    expect([response.status, await response.text()]).toEqual([204, '']);
    for (const name of ['etag', 'location', 'odata-entityid', 'preference-applied']) {
      expect(response.headers.has(name)).toBe(false);
    }
    await expectError(await get(id), 'Request_ResourceNotFound', { target: 'id' });
    await expectError(await app.fetch(`${pathOf(id)}/teams`), 'Request_ResourceNotFound');
  });

  test('404 for an entity that is not there', async () => {
    await expectError(await remove(newId()), 'Request_ResourceNotFound', { target: 'id' });
  });

  test('a body is ignored', async () => {
    const { id } = await store();
    const response = await app.fetch(pathOf(id), { method: 'DELETE', body: 'not JSON' });
    expect(response.status).toBe(204);
  });

  test('the matching entity tag deletes, whatever version of the protocol is spoken', async () => {
    const { id, etag } = await store();
    expect((await remove(id, { 'If-Match': etag, 'OData-Version': '4.01', 'OData-MaxVersion': '4.01' })).status).toBe(
      204,
    );
    expect(await stored(id)).toBeUndefined();
  });

  test('nothing of the old entity comes back with a new one', async () => {
    const { id } = await store();
    await remove(id);
    const response = await patch(id, { teams: 1 });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ teams: 1, exchange: null, reportDate: null });
  });

  test('of many at once exactly one deletes', async () => {
    const { id } = await store();
    const answers = await Promise.all(Array.from({ length: 6 }, async () => await remove(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(5).fill(404)]);
  });

  test('others stay', async () => {
    const [one, other] = [await store(), await store()];
    await remove(one.id);
    expect(await stored(other.id)).toBe(other.text);
  });

  test('is carried out whatever Accept and $format say: there is nothing to be acceptable', async () => {
    for (const [query, Accept] of [
      ['', 'image/png'],
      ['', 'application/json;q=0'],
      ['?$format=xml', '*/*'],
    ] as const) {
      const { id } = await store();
      const response = await app.fetch(`${pathOf(id)}${query}`, { method: 'DELETE', headers: { Accept } });
      expect(response.status).toBe(204);
      expect(await stored(id)).toBeUndefined();
    }
  });
});
