import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAzurite, type RunningAzurite } from '../../support/azurite.ts';
import { daysAgo } from '../../support/daysAgo.ts';
import { startEntraServer, type EntraServer } from '../../support/entraServer.ts';
import { signToken } from '../../support/entraToken.ts';
import { graphReports, names } from '../../support/graphReports.ts';
import { startGraphStandIn, type GraphStandIn } from '../../support/graphStandIn.ts';
import { openBuild, type Build, type BuiltApp } from '../../support/startBuiltApp.ts';

const other = '11111111-2222-4333-8444-555555555555';
let build: Build;
let azurite: RunningAzurite;
let entra: EntraServer;
let graph: GraphStandIn;
let app: BuiltApp;

beforeAll(async () => {
  build = openBuild();
  [azurite, entra] = await Promise.all([startAzurite(), startEntraServer()]);
  graph = await startGraphStandIn(entra.tenant);
  app = await build.start(settings());
});
afterAll(async () => {
  await app.stop();
  await Promise.all([azurite.stop(), entra.close(), graph.stop()]);
  build.remove();
});

const settings = (changes: Readonly<Record<string, string>> = {}) => ({
  ...entra.environment,
  ...graph.identity,
  AUTH_AUTHORITY: entra.organizations,
  AUTH_TENANTS: `${entra.tenant},${other}`,
  ReportsStorage: azurite.connectionString,
  COLLECTOR_SCHEDULE: '0 30 4 * * *',
  COLLECTOR_TENANT: entra.tenant,
  COLLECTOR_GRAPH_URL: graph.graph,
  COLLECTOR_REPORTS: 'office365Active*,office365ServicesUserCounts',
  ...changes,
});
const outcome = /\[(?:information|error)\] Executed 'Functions\.collector' \((Succeeded|Failed)\)/g;

const linesOf = (running: typeof app): readonly string[] =>
  running
    .log()
    .split('\n')
    .filter((line) => line.includes('"message":"collected"'));

/** Runs it by hand, and waits for what the host says of it, and for the line of the run itself, which is gathered with others. */
async function collect(running = app): Promise<string> {
  const before = [...running.log().matchAll(outcome)].length;
  const linesBefore = linesOf(running).length;
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${running.url}/admin/functions/collector`, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(202);
  for (let waited = 0; waited < 600; waited += 1) {
    const now = [...running.log().matchAll(outcome)];
    if (now.length > before) {
      // A run that is refused has no such line.
      for (let late = 0; late < 5 && linesOf(running).length === linesBefore; late += 1) await sleep(100);
      return now.at(-1)?.[1] ?? '';
    }
    await sleep(100);
  }
  throw new Error(`The collector did not end: ${running.log()}`);
}
interface Line {
  readonly level: string;
  readonly message: string;
  readonly detail: { readonly rows: unknown; readonly failures: readonly { readonly reason: string }[] };
}
const lastRun = (running = app): Line => JSON.parse(linesOf(running).at(-1) ?? '{}') as Line;
async function read(path: string, tenant = entra.tenant): Promise<{ value: Readonly<Record<string, unknown>>[] }> {
  const { origin, audience, client, state } = entra;
  const headers = { Authorization: `Bearer ${signToken({ origin, tenant, audience, client, key: state.key })}` };
  const response = await fetch(`${app.url}/v1.0/${path}`, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as { value: Readonly<Record<string, unknown>>[] };
}

/** Days before today, on which a report was refreshed. */

test('from Graph to OData: the tenant reads its reports, another one nothing, a second run asks for nothing', async () => {
  for (const [call, text] of graphReports(daysAgo(2))) graph.reports.set(call, text);
  expect(await collect()).toBe('Succeeded');
  const rows = {
    created: 180 + 4 + names.length,
    updated: 0,
    unchanged: 0,
    older: 30,
    expired: 0,
    forgotten: 0,
    failed: 0,
  };
  expect(lastRun()).toMatchObject({ level: 'info', detail: { rows, failures: [] } });
  expect(graph.seen.filter(({ host, authorization }) => host === 'files' && authorization !== undefined)).toEqual([]);

  const query = `office365ActiveUserCounts?$filter=reportPeriod eq '30'&$orderby=reportDate desc`;
  const { value } = await read(query);
  expect(value).toHaveLength(30);
  expect(value[0]).toMatchObject({
    id: daysAgo(2),
    reportDate: daysAgo(2),
    reportRefreshDate: daysAgo(2),
    office365: 5,
  });
  const users = await read('office365ActiveUserDetail?$orderby=userPrincipalName');
  expect(users.value.map(({ userPrincipalName }) => userPrincipalName)).toEqual([...names].sort());
  expect(users.value[0]).toMatchObject({ assignedProducts: ['OFFICE 365 E5', 'POWER BI (FREE)'], deletedDate: null });
  expect((await read(query, other)).value).toEqual([]);
  expect((await read('office365ActiveUserDetail', other)).value).toEqual([]);
  expect((await read('reportCoverage')).value).toHaveLength(3);
  expect((await read('collectedReports?$filter=complete eq false')).value).toEqual([]);
  expect((await read('collectedReports', other)).value).toEqual([]);

  graph.seen.length = 0;
  expect(await collect()).toBe('Succeeded');
  expect(graph.seen.filter(({ host }) => host !== 'identity')).toEqual([]);
});

test('the requests of docs/collector.md', async () => {
  const text = readFileSync(path.join(__dirname, '../../../docs/collector.md'), 'utf8');
  const requests = [...text.matchAll(/^GET \/v1\.0\/(.+)$/gm)].map(([, request = '']) =>
    request.replace('2026-01-09', daysAgo(2)),
  );
  expect(requests.length).toBeGreaterThan(1);
  for (const request of requests) expect([request, await read(request)]).toEqual([request, expect.any(Object)]);
  const [command = ''] = /^curl .*127\.0\.0\.1:7071.*$/m.exec(text) ?? [];
  const here = command.replace('http://127.0.0.1:7071', app.url);
  const before = [...app.log().matchAll(outcome)].length;
  expect(spawnSync(`${here} -s -w %{http_code}`, { shell: true, encoding: 'utf8' }).stdout).toBe('202');
  for (let waited = 0; waited < 600 && [...app.log().matchAll(outcome)].length === before; waited += 1)
    await sleep(100);
  expect([...app.log().matchAll(outcome)].at(-1)?.[1]).toBe('Succeeded');
});

test('a run in which a report fails is failed; the next one mends it', async () => {
  const changed = { COLLECTOR_REPORTS: 'office365GroupsActivityCounts' };
  const torn = await build.start(settings(changed));
  const call = "getOffice365GroupsActivityCounts(period='D30')";
  const text = graph.reports.get(call) ?? '';
  try {
    graph.reports.set(call, '<html>Sorry</html>');
    expect(await collect(torn)).toBe('Failed');
    expect(lastRun(torn)).toMatchObject({ level: 'error', detail: { failures: [{ report: call }] } });
    graph.reports.set(call, text);
    expect(await collect(torn)).toBe('Succeeded');
    expect(lastRun(torn).detail.rows).toMatchObject({ created: 0, updated: 30, unchanged: 0 });
  } finally {
    await torn.stop();
  }
});

test('an identity of another tenant stores nothing', async () => {
  graph.claims = { ...graph.claims, tid: other };
  const strange = await build.start(settings());
  try {
    expect(await collect(strange)).toBe('Failed');
    expect(strange.log()).toContain(`belongs to the tenant ${other}`);
    expect((await read('office365ActiveUserDetail', other)).value).toEqual([]);
  } finally {
    await strange.stop();
  }
});

test('there is no timer without a schedule, and one that fails with settings that contradict each other', async () => {
  const off = await build.start(settings({ COLLECTOR_SCHEDULE: '' }));
  const headers = { 'Content-Type': 'application/json' };
  expect((await fetch(`${off.url}/admin/functions/collector`, { method: 'POST', headers, body: '{}' })).status).toBe(
    404,
  );
  await off.stop();
  const torn = await build.start(settings({ COLLECTOR_TENANT: '' }));
  try {
    expect(await collect(torn)).toBe('Failed');
    expect(torn.log()).toContain('The setting COLLECTOR_TENANT is missing');
  } finally {
    await torn.stop();
  }
});
