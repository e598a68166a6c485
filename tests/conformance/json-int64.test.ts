// OData JSON Format 4.01, 3.2 Controlling the Representation of Numbers and 7.1 Primitive Value:
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControllingtheRepresentationofNumber
import fc from 'fast-check';
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { documentedProperties, pathOf, reports, setPath } from '../support/reports.ts';

const lowest = '-9223372036854775808';
const highest = '9223372036854775807';
const exact = [lowest, '-9007199254740993', '-1', '0', '7', '9007199254740993', highest];
const asText = 'application/json;IEEE754Compatible=true';

/** The digits of a count in a JSON text, with their quotes if they have some. */
const digitsOf = (text: string): string | undefined => /"teams":("?-?\d+"?)/.exec(text)?.[1];

describeAnswers('Int64', (app) => {
  const { post, patch, put, get, store, stored } = reports(app);

  test.each(exact)('%s is exact through every operation', async (digits) => {
    const { id } = await store();
    for (const send of [patch, put]) {
      expect(digitsOf(await (await send(id, `{"teams":${digits}}`)).text())).toBe(digits);
      expect(digitsOf((await stored(id)) ?? '')).toBe(digits);
    }
    expect(digitsOf(await (await post(`{"teams":${digits}}`)).text())).toBe(digits);
    expect(await (await app.fetch(`${pathOf(id)}/teams`)).text()).toContain(`"value":${digits}}`);
    expect(await (await app.fetch(`${pathOf(id)}/teams/$value`)).text()).toBe(digits);
  });

  test.each(exact)('%s is a string when it is asked for, and only then', async (digits) => {
    const { id } = await store();
    const response = await patch(id, `{"teams":"${digits}"}`, { 'Content-Type': asText, Accept: asText });
    expect(response.headers.get('content-type')).toBe(asText);
    expect(digitsOf(await response.text())).toBe(`"${digits}"`);
    expect(digitsOf(await (await get(id, { Accept: asText })).text())).toBe(`"${digits}"`);
    expect(digitsOf(await (await get(id)).text())).toBe(digits);
    expect(digitsOf(await (await get(id, { Accept: `${asText.slice(0, -4)}false` })).text())).toBe(digits);
  });

  test.each(['application/json', 'application/json;IEEE754Compatible=false', asText])(
    'a string of digits is read under Content-Type: %s, in every body',
    async (type) => {
      const { id } = await store();
      const headers = { 'Content-Type': type };
      for (const digits of [...exact, '-0', '007', '-0042']) {
        const value = BigInt(digits).toString();
        for (const send of [patch, put]) {
          expect(digitsOf(await (await send(id, `{"teams":"${digits}"}`, headers)).text())).toBe(value);
        }
        expect(digitsOf(await (await post(`{"teams":"${digits}"}`, headers)).text())).toBe(value);
        const request = { method: 'PUT', headers, body: `{"value":"${digits}"}` };
        expect(await (await app.fetch(`${pathOf(id)}/teams`, request)).text()).toContain(`"value":${value}}`);
      }
      const items = `{"@context":"#$delta","value":[{"id":"${id}","teams":"${lowest}"}]}`;
      expect((await app.fetch(setPath, { method: 'PATCH', headers, body: items })).status).toBe(200);
      expect(digitsOf((await stored(id)) ?? '')).toBe(lowest);
      const requests = `{"requests":[{"id":"1","method":"PATCH","url":"${setPath}/${id}","body":{"teams":"${highest}"}}]}`;
      const batch = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: requests };
      expect((await app.fetch('/v1.0/$batch', batch)).status).toBe(200);
      expect(digitsOf((await stored(id)) ?? '')).toBe(highest);
    },
  );

  test('request and answer choose for themselves', async () => {
    const { id } = await store();
    const written = await patch(id, '{"teams":"7","exchange":8}', { 'Content-Type': asText });
    expect(digitsOf(await written.text())).toBe('7');
    const read = await patch(id, '{"teams":9}', { Accept: asText });
    expect(digitsOf(await read.text())).toBe('"9"');
  });

  test('every Int64 becomes a string, and nothing else does', async () => {
    const { id } = await store();
    const entity = (await (await get(id, { Accept: asText })).json()) as Record<string, unknown>;
    for (const [name, value] of Object.entries(documentedProperties)) expect(entity[name]).toBe(String(value));
    await patch(id, { teams: null });
    expect(await (await get(id, { Accept: asText })).json()).toMatchObject({ teams: null });
  });

  test('any value', async () => {
    const { id } = await store();
    const property = fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), async (value) => {
      const digits = value.toString();
      expect(digitsOf(await (await patch(id, `{"teams":${digits}}`)).text())).toBe(digits);
      expect(digitsOf(await (await get(id, { Accept: asText })).text())).toBe(`"${digits}"`);
    });
    await fc.assert(property, { numRuns: app.place === 'in process' ? 100 : 20 });
  });

  describe('refused', () => {
    test.each([
      '1.0',
      '1e2',
      '1E0',
      '1.5',
      '1e400',
      '1e-7',
      '-0',
      '0.0',
      '9223372036854775808',
      '-9223372036854775809',
      '1'.repeat(400),
      '""',
      '" 5 "',
      '"+5"',
      '"0x5"',
      '"٥"',
      '"5n"',
      '"1e2"',
      '"1.0"',
      '"-"',
      '"--5"',
      '"5\\n"',
      `"${highest}0"`,
      `"${'1'.repeat(400)}"`,
      'true',
      '[]',
      '[5]',
      '{}',
    ])('%s with and without IEEE754Compatible', async (literal) => {
      const { id, text } = await store();
      for (const type of ['application/json', asText]) {
        const response = await patch(id, `{"teams":${literal}}`, { 'Content-Type': type });
        await expectError(response, 'invalidPropertyValue', {
          target: 'teams',
          message: /'teams' must be null or an integer from -9223372036854775808 to 9223372036854775807/,
        });
      }
      expect(await stored(id)).toBe(text);
    });
  });
});
