// OData Protocol 4.01, 11.4.2 Create an Entity:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_CreateanEntity
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { documentedBody, documentedProperties, emptyProperties, newId, reports, setPath } from '../support/reports.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describeMatrix('create', (app) => {
  const { post, store, stored, patch } = reports(app);

  test('201 with Location, ETag and the entity', async () => {
    const id = newId();
    const response = await post({ id, ...documentedBody });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${app.publicUrl}${setPath}('${id}')`);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      '@odata.context': `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$entity`,
      '@odata.etag': response.headers.get('etag'),
      id,
      ...documentedProperties,
    });
    expect(await stored(id)).toBe(text);
  });

  test('without id the service makes a GUID; what is missing is null', async () => {
    const ids = await Promise.all(
      [{}, {}, { teams: null }].map(async (body) => {
        const response = await post(body);
        expect(response.status).toBe(201);
        const { id, ...entity } = (await response.json()) as { id: string };
        expect(entity).toMatchObject(emptyProperties);
        expect(id).toMatch(guid);
        return id;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('an id that is null is none', async () => {
    const response = await post({ id: null, teams: 4 });
    expect(response.status).toBe(201);
    const { id, teams } = (await response.json()) as { id: string; teams: number };
    expect(id).toMatch(guid);
    expect(teams).toBe(4);
  });

  test('below reports as well; links name the set itself', async () => {
    const response = await app.fetch('/v1.0/reports/office365ActiveUserCounts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"teams":1}',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toContain(`${app.publicUrl}${setPath}('`);
  });

  test('409 for an id that exists, and nothing is changed', async () => {
    const { id, text } = await store();
    const response = await post({ id, teams: 99 });
    await expectError(response, 'nameAlreadyExists', { target: 'id', message: /PATCH/ });
    expect(await stored(id)).toBe(text);
  });

  test('of many creates of one id at once exactly one succeeds', async () => {
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, async (_, teams) => await post({ id, teams })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  test('ids differ by case, form and every character', async () => {
    const base = newId();
    for (const id of [`${base}a`, `${base}A`, `${base}\u00e9`, `${base}e\u0301`]) {
      expect((await post({ id })).status).toBe(201);
    }
  });

  test.each([
    [5, /5/],
    ['', /1 to 255/],
    ['x'.repeat(256), /255.*256/],
    [{}, /object/],
    [['x'], /array/],
    [true, /true/],
  ])('400 for the id %j', async (id, message) => {
    await expectError(await post({ id }), 'invalidPropertyValue', { target: 'id', message });
  });

  test('400 for an id that storage cannot hold names both numbers', async () => {
    const id = newId() + '🙂'.repeat(100);
    const accepted = await post({ id });
    expect(accepted.status).toBe(201);
    const tooLong = '/'.repeat(255);
    await expectError(await post({ id: tooLong }), 'parameterIsTooLong', {
      target: 'id',
      message: /255\D*\d{3}\D*400/,
    });
    const upsert = await app.fetch(`${setPath}(@k)?@k='${encodeURIComponent(tooLong)}'`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    await expectError(upsert, 'parameterIsTooLong', { target: 'id', message: /255\D*\d{3}\D*400/ });
  });

  test('an invalid body creates nothing', async () => {
    const id = newId();
    await expectError(await post({ id, skype: 1 }), 'RequestBodyRead', { target: 'skype' });
    expect(await stored(id)).toBeUndefined();
    expect((await patch(id, {})).status).toBe(201);
  });
});
