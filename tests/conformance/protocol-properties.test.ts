// OData Protocol 4.01, 11.2.4 Requesting Individual Properties and 11.4.9 Managing Values and Properties Directly:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingIndividualProperties
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ManagingValuesandPropertiesDirectly
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, pathOf, reports, setPath } from '../support/reports.ts';

describeMatrix('individual properties', (app) => {
  const { store, stored } = reports(app);

  const write = async (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
    await app.fetch(path, { method, headers: { 'Content-Type': 'application/json', ...headers }, body });

  describe('reading', () => {
    test.each([
      ['teams', 5],
      ['reportDate', '2022-10-19'],
      ['reportPeriod', '7'],
    ])('%s', async (name, value) => {
      const { id } = await store();
      for (const address of [`${pathOf(id)}/${name}`, `${setPath}('${id}')/${name}`]) {
        const response = await app.fetch(address);
        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
        expect(await response.json()).toEqual({
          '@odata.context': `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts('${id}')/${name}`,
          value,
        });
        const raw = await app.fetch(`${address}/$value`);
        expect([raw.status, raw.headers.get('content-type')]).toEqual([200, 'text/plain']);
        expect(await raw.text()).toBe(String(value));
      }
    });

    test('the key is a property', async () => {
      const { id } = await store();
      expect(await (await app.fetch(`${pathOf(id)}/id`)).json()).toMatchObject({ value: id });
      expect(await (await app.fetch(`${pathOf(id)}/id/$value`)).text()).toBe(id);
    });

    test('null is 204', async () => {
      const { id } = await store({});
      for (const segment of ['teams', 'teams/$value', 'reportDate', 'reportPeriod/$value']) {
        const response = await app.fetch(`${pathOf(id)}/${segment}`);
        expect([response.status, await response.text()]).toEqual([204, '']);
      }
    });

    test('the empty string is not null', async () => {
      const { id } = await store({ reportPeriod: '' });
      expect(await (await app.fetch(`${pathOf(id)}/reportPeriod`)).json()).toMatchObject({ value: '' });
      const raw = await app.fetch(`${pathOf(id)}/reportPeriod/$value`);
      expect([raw.status, await raw.text()]).toEqual([200, '']);
    });

    test('control information and numbers follow the format', async () => {
      const { id } = await store({ teams: 1 });
      const path = `${pathOf(id)}/teams`;
      const none = await app.fetch(path, { headers: { Accept: 'application/json;odata.metadata=none' } });
      expect(await none.text()).toBe('{"value":1}');
      const text = await app.fetch(path, { headers: { Accept: 'application/json;IEEE754Compatible=true' } });
      expect(await text.json()).toMatchObject({ value: '1' });
      const newer = await app.fetch(path, { headers: { 'OData-MaxVersion': '4.01' } });
      expect(Object.keys((await newer.json()) as object)).toEqual(['@context', 'value']);
      const full = await app.fetch(path, { headers: { Accept: 'application/json;odata.metadata=full' } });
      expect(await full.json()).toMatchObject({ '@odata.type': '#Int64', value: 1 });
    });

    test('the context of an id that needs an alias has no query inside', async () => {
      const path = `${setPath}(@k)/teams?@k='${encodeURIComponent("a/b'c").replaceAll("'", "''")}'`;
      await write('PUT', path.replace('/teams', ''), '{"teams":1}');
      expect(await (await app.fetch(path)).json()).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts('a%2Fb''c')/teams`,
        value: 1,
      });
    });

    test('404 where there is no entity, no property or no raw value', async () => {
      const { id } = await store();
      await expectError(await app.fetch(`${pathOf(newId())}/teams`), 'Request_ResourceNotFound');
      await expectError(await app.fetch(`${pathOf(id)}/skype`), 'Request_ResourceNotFound', { message: /skype/ });
      await expectError(await app.fetch(`${pathOf(id)}/$value`), 'Request_ResourceNotFound');
    });
  });

  describe('writing', () => {
    test.each(['PUT', 'PATCH'])('%s sets one property and no other', async (method) => {
      const { id, etag } = await store();
      const response = await write(method, `${pathOf(id)}/teams`, '{"value":6}');
      expect(response.status).toBe(200);
      expect(response.headers.get('etag')).not.toBe(etag);
      expect(await response.json()).toMatchObject({ value: 6 });
      expect(JSON.parse((await stored(id)) ?? '')).toMatchObject({ teams: 6, exchange: 8, reportPeriod: '7' });
    });

    test('null clears, and so does DELETE', async () => {
      const { id } = await store();
      const cleared = await write('PUT', `${pathOf(id)}/teams`, '{"value":null}');
      expect([cleared.status, await cleared.text()]).toEqual([204, '']);
      const deleted = await app.fetch(`${pathOf(id)}/exchange`, { method: 'DELETE' });
      expect([deleted.status, await deleted.text()]).toEqual([204, '']);
      expect(JSON.parse((await stored(id)) ?? '')).toMatchObject({ teams: null, exchange: null, yammer: 6 });
    });

    test('what GET answers is a valid body, annotations included', async () => {
      const { id, text } = await store();
      const body = await (await app.fetch(`${pathOf(id)}/teams`)).text();
      expect((await write('PUT', `${pathOf(id)}/teams`, body)).status).toBe(200);
      expect(await stored(id)).toBe(text);
    });

    test('strings for Int64 under IEEE754Compatible', async () => {
      const { id } = await store();
      const headers = { 'Content-Type': 'application/json;IEEE754Compatible=true' };
      const response = await write('PUT', `${pathOf(id)}/teams`, '{"value":"9007199254740993"}', headers);
      expect(await response.text()).toContain('"value":9007199254740993');
    });

    test.each([
      ['{"value":"5.0"}', 'invalidPropertyValue', 'teams'],
      ['{"value":1.0}', 'invalidPropertyValue', 'teams'],
      ['{}', 'RequestBodyRead', 'value'],
      ['{"teams":5}', 'RequestBodyRead', 'value'],
      ['{"value":5,"value":6}', 'duplicateProperty', 'value'],
      ['{"value":5,"other":6}', 'RequestBodyRead', 'other'],
      ['{"value":5,"":6}', 'RequestBodyRead', ''],
      ['5', 'RequestBodyRead', undefined],
      ['', 'RequestBodyRead', undefined],
    ] as const)('%s is 400 and changes nothing', async (body, code, target) => {
      const { id, text } = await store();
      await expectError(await write('PUT', `${pathOf(id)}/teams`, body), code, { target });
      expect(await stored(id)).toBe(text);
    });

    describe('by the raw value (11.4.9.1, 11.4.9.2)', () => {
      const text = { 'Content-Type': 'text/plain' };
      const putValue = async (id: string, name: string, body: string, headers: Record<string, string> = {}) =>
        await write('PUT', `${pathOf(id)}/${name}/$value`, body, { ...text, ...headers });

      test.each([
        ['teams', '9223372036854775807', '9223372036854775807'],
        ['teams', '-1', '-1'],
        ['reportDate', '2024-02-29', '"2024-02-29"'],
        ['reportPeriod', 'ä "30"\r\n', '"ä \\"30\\"\\r\\n"'],
        ['reportPeriod', '', '""'],
      ])('PUT of %s: %j', async (name, value, json) => {
        const { id, etag } = await store();
        const response = await putValue(id, name, value);
        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain']);
        expect(await response.text()).toBe(value);
        expect(response.headers.get('etag')).not.toBe(etag);
        expect(await stored(id)).toContain(`"${name}":${json}`);
        expect(await stored(id)).toContain('"exchange":8');
      });

      test('PUT with return=minimal, and conditions', async () => {
        const { id, etag } = await store();
        expect((await putValue(id, 'teams', '1', { 'If-Match': 'W/"other"' })).status).toBe(412);
        const response = await putValue(id, 'teams', '1', { 'If-Match': etag, Prefer: 'return=minimal' });
        expect([response.status, response.headers.get('preference-applied')]).toEqual([204, 'return=minimal']);
        expect(await stored(id)).toContain('"teams":1');
      });

      test('what is no value of the property is 400, and nothing is changed', async () => {
        const { id, text: before } = await store();
        for (const [name, value] of [
          ['teams', ''],
          ['teams', '1.5'],
          ['teams', '9223372036854775808'],
          ['reportDate', '2024-02-30'],
        ] as const) {
          await expectError(await putValue(id, name, value), 'invalidPropertyValue', { target: name });
        }
        await expectError(await putValue(id, 'reportPeriod', 'x'.repeat(4097)), 'parameterIsTooLong');
        await expectError(await putValue(id, 'id', 'x'), 'invalidRequest', { target: 'id' });
        await expectError(await write('PUT', `${pathOf(id)}/teams/$value`, '1'), 'unsupportedMediaType');
        const latin = await app.fetch(`${pathOf(id)}/reportPeriod/$value`, {
          method: 'PUT',
          headers: text,
          body: Buffer.from('\u00e9', 'latin1'),
        });
        await expectError(latin, 'RequestBodyRead');
        await expectError(await putValue(newId(), 'teams', '1'), 'Request_ResourceNotFound');
        expect(await stored(id)).toBe(before);
      });

      test('DELETE sets null, whatever Accept says', async () => {
        const { id } = await store();
        const accept = { Accept: 'image/png' };
        expect((await app.fetch(`${pathOf(id)}/teams/$value`, { method: 'DELETE', headers: accept })).status).toBe(204);
        expect((await app.fetch(`${pathOf(id)}/exchange`, { method: 'DELETE', headers: accept })).status).toBe(204);
        expect(await stored(id)).toMatch(/"exchange":null.*"teams":null/);
      });
    });

    test('PATCH of a property that is a collection is not offered (11.4.9.4)', async () => {
      const id = newId();
      const path = `/v1.0/office365ActiveUserDetail('${id}')`;
      expect((await write('PATCH', path, '{"assignedProducts":["a"]}')).status).toBe(201);
      const refused = await write('PATCH', `${path}/assignedProducts`, '{"value":["b"]}');
      await expectError(refused, 'methodNotAllowed');
      expect(refused.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
      const options = await app.fetch(`${path}/assignedProducts`, { method: 'OPTIONS' });
      expect(options.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
      expect((await write('PUT', `${path}/assignedProducts`, '{"value":["b"]}')).status).toBe(200);
    });

    test('the key cannot be changed', async () => {
      const { id, text } = await store();
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        await expectError(await write(method, `${pathOf(id)}/id`, '{"value":"x"}'), 'invalidRequest', { target: 'id' });
      }
      expect(await stored(id)).toBe(text);
    });

    test('a property never inserts its entity', async () => {
      const id = newId();
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        await expectError(await write(method, `${pathOf(id)}/teams`, '{"value":1}'), 'Request_ResourceNotFound');
      }
      expect(await stored(id)).toBeUndefined();
    });
  });
});
