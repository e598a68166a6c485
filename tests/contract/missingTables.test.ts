/** A table is made when something is first written to its set: reading a set without one is an empty answer, and makes nothing. */
import { TableServiceClient } from '@azure/data-tables';
import { reports } from '../../shared/model/reports.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { jsonBatches, statuses, type BatchRequest, type BatchResponse } from '../support/batch.ts';
import { startInProcess } from '../support/inProcess.ts';
import { sampleEntity } from '../support/sampleEntity.ts';
import { otherWays, setOperations } from '../support/setRequests.ts';
import type { StartedApp } from '../support/testApp.ts';

let azurite: RunningAzurite;
let app: StartedApp;
let service: TableServiceClient;
beforeAll(async () => {
  azurite = await startAzurite();
  const { connectionString } = azurite;
  service = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true });
  app = await startInProcess({ rows: connectTableRows({ kind: 'connectionString', connectionString }) });
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
  await azurite.stop();
});

async function tables(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name = '' } of service.listTables()) names.push(name);
  return names;
}

/** A series, a total and a detail, each with its function. */
const sets = ['office365ActiveUserCounts', 'office365ServicesUserCounts', 'teamsUserActivityUserDetail'] as const;
const functionOf = (set: string): string => `reports/get${set.charAt(0).toUpperCase()}${set.slice(1)}(period='D7')`;

test.each(sets.flatMap((set) => [set, `${set}?$filter=reportPeriod eq '7'`, `${set}/delta`, functionOf(set)]))(
  '%s is empty',
  async (path) => {
    const response = await app.fetch(encodeURI(`/v1.0/${path}`), { headers: { Accept: 'application/json' } });
    expect([response.status, await response.json()]).toMatchObject([200, { value: [] }]);
    expect(await tables()).toEqual([]);
  },
);

test.each(sets)('%s has no row to read or delete, and is counted', async (set) => {
  for (const method of ['GET', 'DELETE']) expect((await app.fetch(`/v1.0/${set}('a')`, { method })).status).toBe(404);
  const counted = await app.fetch(`/v1.0/${set}?$count=true&$top=1`);
  expect(await counted.json()).toMatchObject({ '@odata.count': 0, value: [] });
  expect(await tables()).toEqual([]);
});

type Report = (typeof reports)[number];

/** Requests of other ways than these may write. */
const reading = ['GET', 'HEAD', 'DELETE'];
const others = ['CSV', 'HEAD', '/$query', '$apply', 'the function in JSON', '$expand of a count'];
const ways = [...setOperations, ...otherWays.filter(([what]) => others.includes(what))];

test('a set has nothing on any way to it', async () => {
  const type = reports.find(({ name }) => name === sets[2])!;
  for (const [what, request] of ways) {
    const [method = '', path = '', body] = request(type) ?? [];
    if (!reading.includes(method) && !path.endsWith('/$query')) continue;
    const headers = { 'Content-Type': 'text/plain' };
    const response = await app.fetch(encodeURI(path), { method, headers, ...(body !== undefined && { body }) });
    await response.text();
    expect([what, [200, 204, 404].includes(response.status)]).toEqual([what, true]);
  }
  expect(await tables()).toEqual([]);
});

test.each(sets)('%s has nothing in any plan', async (set) => {
  const [date] = reports.find(({ name }) => name === set)!.naturalKey;
  for (const query of [
    "$filter=id in ('a','b')",
    `$filter=${date} ge 2026-01-01&$orderby=${date} desc`,
    `$filter=${date} in (2026-01-01,2026-01-03)`,
    "$filter=startswith(id,'a')&$orderby=reportPeriod",
    `$apply=groupby((${date}),aggregate($count as n))`,
    '$format=csv',
  ]) {
    const response = await app.fetch(encodeURI(`/v1.0/${set}?${query}`));
    const text = await response.text();
    expect([query, response.status, text.includes('2026')]).toEqual([query, 200, false]);
  }
  expect(await tables()).toEqual([]);
});

test('reports have no rows, many in a batch', async () => {
  const kinds: readonly ((type: Report) => string)[] = [
    ({ name }) => `${name}/$count`,
    ({ name }) => `${name}/delta`,
    ({ name }) => `${name}?$apply=aggregate($count as n)`,
    ({ reportFunction }) =>
      `${reportFunction!.root}/${reportFunction!.name}(${reportFunction!.parameters.length > 0 ? "period='D7'" : ''})`,
  ];
  const few = reports.slice(0, 6 * kinds.length);
  const requests = few.map((type, at) => ({ id: type.name, url: kinds[at % kinds.length]!(type), method: 'GET' }));
  const responses = await jsonBatches(app).send(requests);
  expect(responses.filter(({ status }) => status !== 200)).toEqual([]);
  expect(responses).toHaveLength(few.length);
  expect(await tables()).toEqual([]);
});

test('what is written makes the table of its set, and no other', async () => {
  const [set] = sets;
  const headers = { 'Content-Type': 'application/json' };
  const response = await app.fetch(`/v1.0/${set}/a`, { method: 'PATCH', headers, body: '{"teams":5}' });
  expect(response.status).toBe(201);
  expect(await tables()).toEqual([set]);
});

test('each report is written to Table Storage, and found and read by all of its properties', async () => {
  // A batch has a limit of time, which the emulator on a busy machine may need for all of them.
  const most = 10;
  const send = async (requests: readonly BatchRequest[]): Promise<readonly BatchResponse[]> => {
    const [piece, rest] = [requests.slice(0, most), requests.slice(most)];
    return piece.length === 0 ? [] : [...(await jsonBatches(app).send(piece)), ...(await send(rest))];
  };
  const samples = reports.map((type) => ({ type, url: `${type.name}('one')`, ...sampleEntity(type) }));
  const everything = Object.fromEntries(samples.map(({ type }) => [type.name, 200]));
  const written = await send(
    samples.map(({ type, url, json }) => ({ id: type.name, method: 'PUT', url, body: JSON.parse(json) as unknown })),
  );
  expect(new Set(Object.values(statuses(written)))).toEqual(new Set([201]));
  const found = await send(
    samples.map(({ type, conditions }) => {
      const filter = encodeURIComponent(Object.values(conditions).join(' and '));
      return { id: type.name, method: 'GET', url: `${type.name}?$filter=${filter}` };
    }),
  );
  expect(statuses(found)).toEqual(everything);
  for (const { type, json } of samples) {
    const value = found.find(({ id }) => id === type.name)?.body?.['value'];
    expect(value).toMatchObject([{ id: 'one', ...(JSON.parse(json) as object) }]);
  }
  expect([...(await tables())].sort()).toEqual(reports.map(({ name }) => name).sort());
});

const headers = { 'Content-Type': 'application/json' };
const send = async (method: string, path: string, body: unknown, more = {}): Promise<Response> =>
  await app.fetch(`/v1.0/${path}`, { method, headers: { ...headers, ...more }, body: JSON.stringify(body) });

/** Ways a row comes into a set. */
const writes: readonly (readonly [what: string, write: (set: string, id: string) => Promise<Response>])[] = [
  ['PATCH', async (set, id) => await send('PATCH', `${set}/${id}`, { teams: 5 })],
  ['PUT', async (set, id) => await send('PUT', `${set}/${id}`, { teams: 5 })],
  ['POST', async (set, id) => await send('POST', set, { id, teams: 5 })],
  [
    'a bulk',
    async (set, id) =>
      await send('PATCH', set, { '@context': '#$delta', value: [{ id, teams: 5 }] }, { 'OData-Version': '4.01' }),
  ],
  [
    'a batch',
    async (set, id) =>
      await send('POST', '$batch', {
        requests: [{ id: '1', method: 'PATCH', url: `${set}/${id}`, headers, body: { teams: 5 } }],
      }),
  ],
];

/** A link to the changes of a set; what it answers. */
const linkOf = async (set: string): Promise<string> => {
  const answer = (await (await app.fetch(`/v1.0/${set}/delta?$deltatoken=latest`)).json()) as Record<string, string>;
  return (answer['@odata.deltaLink'] ?? '').slice(app.publicUrl.length);
};

test.each(writes)(
  'a link from before a table was deleted by hand is 410 once its set has a row again, by %s',
  async (_way, write) => {
    const [set] = sets;
    expect((await write(set, 'a')).status).toBeLessThan(300);
    const link = await linkOf(set);
    expect((await app.fetch(link)).status).toBe(200);
    await service.deleteTable(set);
    expect((await app.fetch(link)).status).toBe(410);
    expect((await write(set, 'b')).status).toBeLessThan(300);
    expect((await app.fetch(link)).status).toBe(410);
    expect((await app.fetch(await linkOf(set))).status).toBe(200);
  },
);
