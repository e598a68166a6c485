import { TableClient } from '@azure/data-tables';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp, type StartedApp } from '../../support/startApp.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';

let fixture: BuiltFixture;
const dataDir = mkdtempSync(path.join(tmpdir(), 'start-'));

beforeAll(() => {
  fixture = buildFixture();
});
afterAll(() => {
  fixture.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (settings: Readonly<Record<string, string>> = {}) => startApp({ dist: fixture.dist, dataDir, settings });
const table = ({ settings }: StartedApp) =>
  TableClient.fromConnectionString(settings['ReportsStorage']!, 'flushed', { allowInsecureConnection: true });
const state = async () => JSON.parse(await readFile(path.join(dataDir, 'state.json'), 'utf8')) as object;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', undefined] as const)('nothing written is lost by %s', async (signal) => {
  const rowKey = String(signal);
  const first = await start();
  await table(first).createTable();
  await table(first).createEntity({ partitionKey: 'p', rowKey, value: 'kept' });
  await first.stop(signal);

  const second = await start();
  const found = await table(second).getEntity('p', rowKey);
  await second.stop();
  expect(found['value']).toBe('kept');
});

test('records where it listens, and forgets it when it stops', async () => {
  const app = await start();
  expect(await state()).toMatchObject({
    services: { settings: { AUTH_AUTHORITY: app.settings['AUTH_AUTHORITY'] } },
    app: { url: app.url },
  });
  await app.stop();
  expect(await state()).toEqual({});
});

test('a second one in the same folder uses the storage and issuer that run', async () => {
  const first = await start();
  const second = await start();
  expect(second.settings['ReportsStorage']).toBe(first.settings['ReportsStorage']);
  expect(second.url).not.toBe(first.url);
  await second.stop();
  await table(first).createTable();
  await first.stop();
});

test('prints the PATCH for both shells, with the address and a token', async () => {
  const app = await start();
  const printed = app.output();
  await app.stop();
  const url = `${app.url}/v1.0/office365ActiveUserCounts/a346dbc0-dbc0-a346-c0db-46a3c0db46a3`;
  expect(printed).toContain(`curl -i -X PATCH '${url}'`);
  expect(printed).toContain(`Invoke-RestMethod -Method Patch -Uri '${url}'`);
  expect(printed).toMatch(/Authorization: Bearer [\w-]+\.[\w-]+\.[\w-]+'/);
});

test('parts that the environment takes from elsewhere are not started', async () => {
  const ReportsStorage = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aGk=;EndpointSuffix=core.windows.net';
  const AUTH_AUTHORITY = 'https://login.microsoftonline.com/6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
  const app = await start({ ReportsStorage, AUTH_AUTHORITY });
  const printed = app.output();
  await expect(app.token()).rejects.toThrow('not the development issuer');
  await app.stop();
  expect(app.settings).toMatchObject({ ReportsStorage, AUTH_AUTHORITY });
  expect(printed).not.toMatch(/Storage|Issuer|curl/);
});

test('a package that does not load is told, and everything ends', async () => {
  await expect(startApp({ dist: dataDir })).rejects.toThrow(/The app did not start: .*hostProcess/s);
});
