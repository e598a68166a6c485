// OData Protocol 4.01, 11.4.3 Update an Entity and 11.4.4 Upsert an Entity:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateanEntity
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpsertanEntity
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import {
  documentedBody,
  documentedProperties,
  emptyProperties,
  newId,
  pathOf,
  reports,
  setPath,
} from '../support/reports.ts';

describeMatrix('upsert', (app) => {
  const { patch, put, remove, store, stored } = reports(app);

  const documentedId = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';
  const documentedText =
    '{"@odata.type":"#microsoft.graph.office365ActiveUserCounts","reportRefreshDate":"2022-10-25","office365":9,"exchange":8,"oneDrive":8,"sharePoint":10,"skypeForBusiness":0,"yammer":6,"teams":5,"reportDate":"2022-10-19","reportPeriod":"7"}';

  test('the documented PATCH: 201, then 200, then 204', async () => {
    const created = await patch(documentedId, documentedText);
    const etag = created.headers.get('etag') ?? '';
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${app.publicUrl}${setPath}('${documentedId}')`);
    const text =
      `{"@odata.context":"${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$entity",` +
      `"@odata.etag":${JSON.stringify(etag)},"id":"${documentedId}",` +
      documentedText.slice(documentedText.indexOf('"reportRefreshDate"'));
    expect(await created.text()).toBe(text);

    const again = await patch(documentedId, documentedText);
    expect([again.status, again.headers.get('etag'), again.headers.has('location')]).toEqual([200, etag, false]);
    expect(await again.text()).toBe(text);

    const minimal = await patch(documentedId, documentedText, { Prefer: 'return=minimal' });
    expect([minimal.status, await minimal.text()]).toEqual([204, '']);
    expect(minimal.headers.get('preference-applied')).toBe('return=minimal');
    expect(minimal.headers.has('odata-entityid')).toBe(false);
    await remove(documentedId);
  });

  test.each([setPath, '/v1.0/reports/office365ActiveUserCounts'])('both addresses of an id below %s', async (path) => {
    for (const address of [(id: string) => `${path}/${id}`, (id: string) => `${path}('${id}')`]) {
      const id = newId();
      const init = { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: documentedText };
      const created = await app.fetch(address(id), init);
      expect(created.status).toBe(201);
      expect(created.headers.get('location')).toBe(`${app.publicUrl}${setPath}('${id}')`);
      expect((await app.fetch(address(id), init)).status).toBe(200);
      expect(await stored(id)).toContain('"teams":5');
    }
  });

  describe('PATCH', () => {
    test('leaves what is missing, sets what is given, clears what is null', async () => {
      const { id } = await store();
      const response = await patch(id, { teams: 6, yammer: null, reportPeriod: '30', reportDate: '2024-02-29' });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        ...documentedProperties,
        teams: 6,
        yammer: null,
        reportPeriod: '30',
        reportDate: '2024-02-29',
      });
    });

    test('{} changes nothing and keeps the ETag; null for null neither', async () => {
      const { id, etag, text } = await store({ teams: 1 });
      for (const body of [{}, { exchange: null }, { teams: 1 }]) {
        const response = await patch(id, body);
        expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, etag, text]);
      }
    });

    test('{} creates an entity of nulls', async () => {
      const id = newId();
      const response = await patch(id, {});
      expect(response.status).toBe(201);
      expect(await response.json()).toMatchObject({ id, ...emptyProperties });
    });

    test('every property alone', async () => {
      const { id } = await store({});
      for (const [name, value] of Object.entries(documentedProperties)) {
        expect(await (await patch(id, { [name]: value })).json()).toMatchObject({ [name]: value });
      }
      expect(JSON.parse((await stored(id)) ?? '')).toMatchObject(documentedProperties);
    });

    test('of many writers at once none is lost', async () => {
      const { id } = await store({});
      const counts = Object.entries(documentedProperties).filter(([, value]) => typeof value === 'number');
      const answers = await Promise.all(counts.map(async ([name, value]) => await patch(id, { [name]: value })));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      expect(JSON.parse((await stored(id)) ?? '')).toMatchObject(Object.fromEntries(counts));
    });

    test('of many at once that create the same entity exactly one is told so', async () => {
      const id = newId();
      const answers = await Promise.all(Array.from({ length: 8 }, async (_, teams) => await patch(id, { teams })));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(7).fill(200), 201]);
    });
  });

  describe('PUT', () => {
    test('201 for a new entity, 200 for an old one, whose missing properties become null', async () => {
      const id = newId();
      const created = await put(id, documentedBody);
      expect(created.status).toBe(201);
      expect(created.headers.get('location')).toBe(`${app.publicUrl}${setPath}('${id}')`);
      const replaced = await put(id, { teams: 6 });
      expect(replaced.status).toBe(200);
      expect(await replaced.json()).toMatchObject({ id, ...emptyProperties, teams: 6 });
    });

    test('the same state keeps the ETag', async () => {
      const { id, etag } = await store();
      expect((await put(id, documentedBody)).headers.get('etag')).toBe(etag);
    });

    test('{} clears everything', async () => {
      const { id } = await store();
      expect(await (await put(id, {})).json()).toMatchObject({ id, ...emptyProperties });
    });
  });

  describe('what the body says besides', () => {
    test.each(['other', 5, null, '', {}])('the key in the URL wins over the id %j', async (given) => {
      for (const send of [patch, put]) {
        const id = newId();
        const created = await send(id, { id: given, teams: 1 });
        expect(created.status).toBe(201);
        expect(await created.json()).toMatchObject({ id });
        const updated = await send(id, { id: given, teams: 2 });
        expect(await updated.json()).toMatchObject({ id, teams: 2 });
      }
    });

    test('annotations are tolerated, before and behind their property, and not stored', async () => {
      const { id, text } = await store();
      const response = await patch(
        id,
        '{"@odata.context":"https://evil.example/$metadata","@odata.id":"x","@odata.editLink":"y","@odata.etag":"W/\\"z\\"",' +
          '"@my.note":{"deep":[1,2.5e3]},"teams@my.note":"n","teams@odata.type":"#Int64","teams":5,"exchange@my.other":null,' +
          '"reportDate@odata.type":"#Date","reportPeriod@odata.type":"#String","id@odata.type":"#String"}',
      );
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(text);
    });

    test('a body as GET answered it, with any metadata, is a valid PUT', async () => {
      for (const level of ['none', 'minimal', 'full']) {
        for (const version of ['4.0', '4.01']) {
          const { id, etag, text } = await store();
          const headers = { Accept: `application/json;odata.metadata=${level}`, 'OData-MaxVersion': version };
          const body = await (await app.fetch(pathOf(id), { headers })).text();
          const response = await put(id, body, { 'OData-Version': version });
          expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, etag, text]);
        }
      }
    });

    test('negative counts and every text are stored as they are', async () => {
      const { id } = await store();
      const reportPeriod = '=cmd|"/c calc"!A1 \u0000\u001f\u007f\u2028 \u{1f642} e\u0301 \\ / \u202e';
      const body = await (await patch(id, { teams: -1, reportPeriod })).json();
      expect(body).toMatchObject({ teams: -1, reportPeriod });
      expect(JSON.parse((await stored(id)) ?? '')).toMatchObject({ teams: -1, reportPeriod });
    });

    test('the longest text is 4,096 units', async () => {
      const { id } = await store();
      expect((await patch(id, { reportPeriod: 'x'.repeat(4096) })).status).toBe(200);
      const response = await patch(id, { reportPeriod: 'x'.repeat(4097) });
      await expectError(response, 'parameterIsTooLong', { target: 'reportPeriod', message: /4096.*4097/ });
    });
  });
});
