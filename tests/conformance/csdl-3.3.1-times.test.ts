/**
 * Edm.Duration, Edm.DateTimeOffset and Edm.Double from the request to storage and back: literals, JSON, order, functions, CSV.
 * https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_PrimitiveTypes
 */
import { entityType } from '../../shared/edm/entityType.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

const clocks = entityType({
  name: 'clocks',
  description: 'A type of the tests.',
  properties: {
    took: { type: 'Edm.Duration', csvColumn: 'Took', description: 'A duration.' },
    pause: { type: 'Edm.Duration', csvColumn: 'Pause', description: 'A duration without an index.' },
    at: { type: 'Edm.DateTimeOffset', csvColumn: 'At', description: 'A point in time.' },
    seen: { type: 'Edm.DateTimeOffset', csvColumn: 'Seen', description: 'A point in time without an index.' },
    mean: { type: 'Edm.Double', csvColumn: 'Mean', description: 'An average.' },
  },
  naturalKey: [],
  indexes: [{ parts: [{ property: 'took' }] }, { parts: [{ property: 'at' }] }],
});

/** In ascending order, each with the text it is answered with. */
const durations = [
  ['-P1999999999D', '-P1999999999D'],
  ['-P1D', '-P1D'],
  ['-PT0.5S', '-PT0.5S'],
  ['-PT0S', 'PT0S'],
  ['PT0.000000000001S', 'PT0.000000000001S'],
  ['PT59S', 'PT59S'],
  ['pt60s', 'PT1M'],
  ['+P1DT0H', 'P1D'],
  ['PT25H', 'P1DT1H'],
  ['P999999999DT999999999H999999999M999999999.999999999999S', 'P1042372684DT3H25M39.999999999999S'],
] as const;
const instants = [
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['1969-12-31T23:59:59.999999999999Z', '1969-12-31T23:59:59.999999999999Z'],
  ['1970-01-01T00:00Z', '1970-01-01T00:00:00Z'],
  ['2022-10-19t10:30:00+02:00', '2022-10-19T08:30:00Z'],
  ['2022-10-19T01:30:00.5-07:00', '2022-10-19T08:30:00.5Z'],
  ['2024-02-29T12:00:00+14:00', '2024-02-28T22:00:00Z'],
  ['9999-12-31T23:59:59.999999999999Z', '9999-12-31T23:59:59.999999999999Z'],
] as const;

let app: StartedApp;
const send = async (method: string, path: string, body: string) =>
  await app.fetch(`/v1.0/${path}`, { method, headers: { 'Content-Type': 'application/json' }, body });
const read = async (path: string, accept = 'application/json') =>
  await app.fetch(`/v1.0/${encodeURI(path).replaceAll('+', '%2B')}`, { headers: { Accept: accept } });
/** The ids of what a query finds, in its order. */
async function found(query: string): Promise<readonly string[]> {
  const response = await read(`clocks?${query}&$select=id`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${query}: ${text}`);
  return (JSON.parse(text) as { value: { id: string }[] }).value.map(({ id }) => id);
}

const rows = [
  ...durations.map(([sent, text], place) => ({ id: `d${place}`, properties: ['took', 'pause'], sent, text })),
  ...instants.map(([sent, text], place) => ({ id: `t${place}`, properties: ['at', 'seen'], sent, text })),
];
const idsOf = (letter: string) => rows.flatMap(({ id }) => (id.startsWith(letter) ? [id] : []));

beforeAll(async () => {
  app = await startInProcess({ model: [clocks] });
  for (const { id, properties, sent } of rows.toReversed()) {
    const body = Object.fromEntries(properties.map((name) => [name, sent]));
    expect([sent, (await send('PATCH', `clocks('${id}')`, JSON.stringify(body))).status]).toEqual([sent, 201]);
  }
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
});

test.each(rows)('$sent is answered as $text, and what was answered is understood', async ({ id, properties, text }) => {
  const address = `clocks('${id}')`;
  const entity = (await (await read(address)).json()) as Record<string, string>;
  for (const name of properties) {
    expect(entity[name]).toBe(text);
    expect(await (await read(`${address}/${name}/$value`)).text()).toBe(text);
    const again = await send('PATCH', address, JSON.stringify({ [name]: text }));
    expect([again.status, again.headers.get('etag')]).toEqual([200, entity['@odata.etag']]);
    const put = { method: 'PUT', headers: { 'Content-Type': 'text/plain' }, body: text };
    expect((await app.fetch(`/v1.0/${address}/${name}/$value`, put)).status).toBe(200);
    expect((await (await read(address)).json()) as object).toEqual(entity);
  }
});

describe.each([
  ['took', 'd', durations, (text: string) => `duration'${text}'`],
  ['pause', 'd', durations, (text: string) => `duration'${text}'`],
  ['at', 't', instants, (text: string) => text],
  ['seen', 't', instants, (text: string) => text],
] as const)('%s', (name, letter, values, literal) => {
  const ids = idsOf(letter);

  test('is ordered as its values are', async () => {
    expect(await found(`$filter=${name} ne null&$orderby=${name}`)).toEqual(ids);
    expect(await found(`$filter=${name} ne null&$orderby=${name} desc`)).toEqual(ids.toReversed());
  });

  test('is compared with each of them, however it is written', async () => {
    for (const [place, [sent]] of values.entries()) {
      const by = async (operator: string) => (await found(`$filter=${name} ${operator} ${literal(sent)}`)).toSorted();
      expect([sent, await by('eq')]).toEqual([sent, [ids[place]]]);
      expect([sent, await by('lt')]).toEqual([sent, ids.slice(0, place)]);
      expect([sent, await by('ge')]).toEqual([sent, ids.slice(place)]);
    }
  });
});

test.each([
  ['took', ['P1Y', 'P1M', 'P', 'PT', 'P1DT', 'P1W', 'PT1,5S', 'PT.5S', 'P-1D', ' PT1S', 'PT1S ', '1', '', 'PT1H1H']],
  ['took', ['PT1.1234567890123S', 'PT9999999999S', 'P2000000000D', 'P1000000000DT24H', 90, true, {}, ['PT1S']]],
  [
    'at',
    ['2022-10-19T24:00:00Z', '2022-10-19T08:30:60Z', '2022-02-29T00:00:00Z', '2022-10-19', '0000-01-01T00:00:00Z'],
  ],
  ['at', ['2022-10-19T08:30:00', '2022-10-19 08:30:00Z', '2022-10-19T08:30:00.1234567890123Z', '', 1666168200, {}]],
  [
    'at',
    ['2022-10-19T08:30:00+14:30', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '+10000-01-01T00:00:00Z'],
  ],
  ['mean', ['1.5', 'NAN', '+INF', '', {}, true]],
])('%s takes none of %j', async (name, values) => {
  for (const value of values) {
    const response = await send('PATCH', "clocks('hostile')", JSON.stringify({ [name]: value }));
    expect([value, response.status]).toEqual([value, 400]);
    const { error } = (await response.json()) as { error: { target: string; message: string } };
    expect(error.target).toBe(name);
    expect(error.message).toMatch(/such as/);
  }
  expect((await read("clocks('hostile')")).status).toBe(404);
});

test.each(["duration'P1Y'", "duration'PT'", "duration'PT1.1234567890123S'", "duration''", "duration'PT99999999999S'"])(
  'no literal: %s',
  async (literal) => {
    expect((await read(`clocks?$filter=took eq ${literal}`)).status).toBe(400);
  },
);

test.each([
  '2022-10-19T24:00:00Z',
  '2022-10-19T08:30:61Z',
  '2022-13-19T08:30:00Z',
  '2022-10-19T08:30:00.1234567890123Z',
])('no literal: %s', async (literal) => {
  expect((await read(`clocks?$filter=at eq ${literal}`)).status).toBe(400);
});

test.each([
  ['totalseconds(took) eq 60', ['d6']],
  ['totalseconds(took) lt 0 and totalseconds(took) gt -1', ['d2']],
  ["took add duration'PT1S' eq duration'PT1M'", ['d5']],
  ["took gt duration'-P2D' and took lt duration'P2D' and took mul 2 eq duration'P2D'", ['d7']],
  ["-took eq duration'P1D'", ['d1']],
  ['date(at) eq 2022-10-19', ['t3', 't4']],
  ['time(at) eq 08:30:00 and totaloffsetminutes(at) eq 0', ['t3']],
  ["year(at) eq 2022 and at sub duration'PT0.5S' eq 2022-10-19T08:30:00Z", ['t4']],
  ['at sub 1970-01-01T00:00:00Z eq took or totalseconds(at sub 1970-01-01T00:00:00Z) eq 0', ['t2']],
  ['fractionalseconds(at) eq 0.5', ['t4']],
])('%s', async (filter, ids) => {
  expect((await found(`$filter=${filter}`)).toSorted()).toEqual(ids);
});

test('CSV has the texts', async () => {
  const csv = await (await read("clocks?$filter=id in ('d2','t4')&$orderby=id&$select=took,at", 'text/csv')).text();
  expect(csv).toBe('Took,At\r\n-PT0.5S,\r\n,2022-10-19T08:30:00.5Z\r\n');
});

test('zero is one number, whatever its sign', async () => {
  for (const [id, zero] of Object.entries({ m1: '-0.0', m2: '0', m3: '-0', m4: '0e5' }))
    expect((await send('PATCH', `clocks('${id}')`, `{"mean":${zero}}`)).status).toBe(201);
  expect(await found('$filter=mean eq 0')).toEqual(['m1', 'm2', 'm3', 'm4']);
  expect(await found('$filter=mean eq -0.0')).toEqual(['m1', 'm2', 'm3', 'm4']);
});
