/** A table is made when something is first written to its set: reading a set without one is an empty answer, and makes nothing. */
import { TableServiceClient } from '@azure/data-tables';
import { connectTableRows } from '../../shared/store/rows/connectTableRows.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

let azurite: RunningAzurite;
let app: StartedApp;
beforeAll(async () => {
  azurite = await startAzurite();
  const { connectionString } = azurite;
  app = await startInProcess({ rows: connectTableRows({ kind: 'connectionString', connectionString }) });
});
afterAll(async () => {
  expect(await app.takeFailures()).toEqual([]);
  await app.stop();
  await azurite.stop();
});

async function tables(): Promise<readonly string[]> {
  const options = { allowInsecureConnection: true };
  const service = TableServiceClient.fromConnectionString(azurite.connectionString, options);
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

test('what is written makes the table of its set, and no other', async () => {
  const [set] = sets;
  const headers = { 'Content-Type': 'application/json' };
  const response = await app.fetch(`/v1.0/${set}/a`, { method: 'PATCH', headers, body: '{"teams":5}' });
  expect(response.status).toBe(201);
  expect(await tables()).toEqual([set]);
});
