import { TableClient } from '@azure/data-tables';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { importTarget } from '../../../local/import/importTarget.ts';
import { runStart, type RunningStart } from '../../support/runStart.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';

let fixture: BuiltFixture;
const dataDir = mkdtempSync(path.join(tmpdir(), 'start-'));

beforeAll(async () => {
  fixture = await buildFixture();
});
afterAll(() => {
  fixture.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The app that one test leaves running for the next: a start takes seconds. */
let left: RunningStart | undefined;
const start = (settings: Readonly<Record<string, string>> = {}) => runStart({ dist: fixture.dist, dataDir, settings });
const table = ({ settings }: RunningStart) =>
  TableClient.fromConnectionString(settings['ReportsStorage']!, 'flushed', { allowInsecureConnection: true });
const state = async () => JSON.parse(await readFile(path.join(dataDir, 'state.json'), 'utf8')) as object;

test('nothing written is lost, whatever stops it', async () => {
  const kept: string[] = [];
  let app = await start();
  await table(app).createTable();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', undefined] as const) {
    const rowKey = String(signal);
    await table(app).createEntity({ partitionKey: 'p', rowKey, value: 'kept' });
    await app.stop(signal);
    app = await start();
    kept.push(String((await table(app).getEntity('p', rowKey))['value']));
  }
  left = app;
  expect(kept).toEqual(['kept', 'kept', 'kept', 'kept']);
});

test('says where it is, shares what runs with a second one in the same folder, and forgets it when it stops', async () => {
  const first = left ?? (await start());
  expect(await state()).toMatchObject({
    services: { settings: { AUTH_AUTHORITY: first.settings['AUTH_AUTHORITY'] } },
    apps: [{ url: first.url }],
  });
  const printed = first.output();
  const url = `${first.url}/v1.0/office365ActiveUserCounts/a346dbc0-dbc0-a346-c0db-46a3c0db46a3`;
  expect(printed).toContain(`curl -i -X PATCH '${url}'`);
  expect(printed).toContain(`Invoke-RestMethod -Method Patch -Uri '${url}'`);
  expect(printed).toMatch(/^TOKEN=\$\(npm run --silent token -- --data '.+'\)$/m);
  expect(printed).not.toMatch(/eyJ/);
  const lines = printed.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(25);
  expect(lines.slice(-5).map((line) => line.split(' ')[0])).toEqual(['Storage', 'Issuer', 'App', 'Pages', 'Ctrl-C']);

  const second = await start();
  expect(second.settings['ReportsStorage']).toBe(first.settings['ReportsStorage']);
  expect(second.url).not.toBe(first.url);
  expect(second.output()).toContain(`Beside   ${first.url}/ runs in this folder too`);
  expect(await state()).toMatchObject({ apps: [{ url: first.url }, { url: second.url }] });
  await second.stop();
  await table(first).getEntity('p', 'SIGINT');
  expect(await state()).toMatchObject({ services: {}, apps: [{ url: first.url }] });
  // What commands find in this folder is the first one still.
  expect((await importTarget({}, dataDir)).root).toBe(`${first.url}/v1.0`);
  const third = await start();
  await first.stop();
  expect(first.output()).toContain(`${third.url}/ used this storage, and is without it now`);
  const told = 'The process that ran ReportsStorage and AUTH_AUTHORITY has stopped';
  while (!third.output().includes(told)) await sleep(50);
  await third.stop();
  expect(await state()).toEqual({ apps: [] });
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
  await expect(runStart({ dist: dataDir })).rejects.toThrow(/The app did not start: .*hostProcess/s);
});
