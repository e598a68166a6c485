/**
 * Rows of each kind as each release has written them, in tests/contract/releases/: what is here now reads, filters, changes,
 * deletes, follows and purges them. The file of a release is written once, by RELEASE_ROWS=write, and stays as it is.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { model } from '../../shared/model/model.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { RowValue } from '../../shared/store/rows/rowValue.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import { checkRows } from '../support/checkRows.ts';
import { startFollower } from '../support/follower.ts';
import { startInProcess } from '../support/inProcess.ts';
import { storageScope } from '../support/storageScope.ts';
import type { TestApp } from '../support/testApp.ts';

/** A set of each shape. */
const sets: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  office365ActiveUserCounts: ['a', 'b', 'gone'].map((id, index) => ({
    id,
    reportRefreshDate: '2026-11-26',
    reportDate: `2026-11-2${index}`,
    reportPeriod: '7',
    office365: '9223372036854775807',
    teams: index,
  })),
  teamsDeviceUsageDistributionUserCounts: ['a', 'b', 'gone'].map((id) => ({ id, reportRefreshDate: '2026-11-26' })),
  teamsUserActivityUserDetail: ['a', 'b', 'gone'].map((id) => ({
    id,
    reportRefreshDate: '2026-11-26',
    userPrincipalName: `${id}!'%@contoso.com`,
  })),
};
type StoredRows = Readonly<Record<string, readonly { readonly rowKey: string; readonly properties: Properties }[]>>;
/** Int64 as `{ "int64": "5" }`, because JSON has no such number. */
type Properties = Readonly<Record<string, string | boolean | { readonly int64: string }>>;

const folder = path.join(projectPaths.root, 'tests', 'contract', 'releases');
const { version } = JSON.parse(readFileSync(path.join(projectPaths.root, 'package.json'), 'utf8')) as {
  version: string;
};
const json = { 'Content-Type': 'application/json' };
const day = 86_400_000;

async function send(app: TestApp, method: string, address: string, body?: unknown): Promise<Response> {
  return await app.fetch(`/v1.0/${address}`, {
    method,
    headers: json,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Writes what this version makes of the sets: created, changed, deleted, and looked after once. */
async function writeRows(file: string): Promise<void> {
  const rows = createMemoryRows();
  const app = await startInProcess({ rows });
  const written: Record<string, StoredRows[string]> = {};
  for (const [set, entities] of Object.entries(sets)) {
    const type = model.find(({ name }) => name === set)!;
    for (const entity of entities) expect((await send(app, 'POST', set, entity)).status).toBe(201);
    expect((await send(app, 'PATCH', `${set}('b')`, { reportRefreshDate: '2026-11-27' })).status).toBe(200);
    expect((await send(app, 'DELETE', `${set}('gone')`)).status).toBe(204);
    const scope = storageScope({ tenant: app.tenant });
    await createStore(rows).maintain(scope, type);
    const pages = scanRows(rows.partition(scope, set), scope, { from: '!', to: '\uffff' });
    const found: { rowKey: string; properties: Properties }[] = [];
    for await (const page of pages)
      for (const { rowKey, properties } of page.rows) {
        const values = Object.entries(properties as Readonly<Record<string, RowValue>>);
        const plain = values.map(([name, value]) => [
          name,
          typeof value === 'bigint' ? { int64: String(value) } : value,
        ]);
        found.push({ rowKey, properties: Object.fromEntries(plain) as Properties });
      }
    written[set] = found;
  }
  await app.stop();
  writeFileSync(file, `${JSON.stringify(written, undefined, 1)}\n`);
}

/** Rows in memory that hold what a release has written. */
async function load(rows: Rows, tenant: string, stored: StoredRows): Promise<void> {
  for (const [set, all] of Object.entries(stored)) {
    const operations = all.map(({ rowKey, properties }) => {
      const values = Object.entries(properties).map(([name, value]) => [
        name,
        typeof value === 'object' ? BigInt(value.int64) : value,
      ]);
      return {
        kind: 'insert' as const,
        row: { rowKey, properties: Object.fromEntries(values) as Record<string, RowValue> },
      };
    });
    expect(await rows.partition(storageScope({ tenant }), set).transact(operations)).toMatchObject({ ok: true });
  }
}

if (process.env['RELEASE_ROWS'] === 'write' && !existsSync(path.join(folder, `${version}.json`)))
  beforeAll(async () => await writeRows(path.join(folder, `${version}.json`)));

/** Those that are there, and this one, which has to be. */
const releases = [...new Set([...readdirSync(folder).filter((name) => name.endsWith('.json')), `${version}.json`])];

describe.each(releases)('%s', (file) => {
  let stored: StoredRows;
  beforeAll(() => {
    stored = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as StoredRows;
  });

  test('has rows of each kind', () => {
    const all = Object.values(stored).flat();
    for (const kind of ['e_', 'i1_', 'c_', 'm_'])
      expect(all.filter(({ rowKey }) => rowKey.startsWith(kind))).not.toEqual([]);
    for (const mark of ['_deleted', '_pointer'])
      expect(all.filter(({ properties }) => properties[mark] === true)).not.toEqual([]);
  });

  test.each(Object.keys(sets))('%s is read, filtered, followed, changed, deleted and purged', async (set) => {
    const type = model.find(({ name }) => name === set)!;
    let now = Date.now();
    const rows = createMemoryRows({ now: () => now });
    const app = await startInProcess({ rows });
    try {
      await load(rows, app.tenant, stored);
      const ids = async (query: string): Promise<readonly string[]> => {
        const response = await send(app, 'GET', `${set}?${query}`);
        expect(response.status).toBe(200);
        return ((await response.json()) as { value: readonly { id: string }[] }).value.map(({ id }) => id);
      };
      expect(await ids('$orderby=id')).toEqual(['a', 'b']);
      expect(await ids('$filter=reportRefreshDate eq 2026-11-27')).toEqual(['b']);
      expect(await ids('$orderby=reportRefreshDate desc')).toEqual(['b', 'a']);
      const [whole] = sets[set]!;
      const response = await send(app, 'GET', `${set}('a')`);
      expect(await response.json()).toMatchObject({ id: 'a', reportRefreshDate: whole?.['reportRefreshDate'] });
      const csv = await app.fetch(`/v1.0/${set}`, { headers: { Accept: 'text/csv' } });
      expect((await csv.text()).trim().split('\r\n')).toHaveLength(3);

      const follower = await startFollower(app, `/v1.0/${set}/delta`);
      expect([...follower.copy.keys()].toSorted()).toEqual(['a', 'b']);
      expect((await send(app, 'PATCH', `${set}('a')`, { reportRefreshDate: '2026-11-28' })).status).toBe(200);
      expect((await send(app, 'DELETE', `${set}('b')`)).status).toBe(204);
      expect(await ids('$filter=reportRefreshDate eq 2026-11-28')).toEqual(['a']);
      await follower.follow();
      expect(follower.copy.get('a')).toMatchObject({ reportRefreshDate: '2026-11-28' });
      expect([...follower.copy.keys()]).toEqual(['a']);

      const scope = storageScope({ tenant: app.tenant });
      expect(await checkRows(rows, scope, type)).toEqual({ entities: 1, tombstones: 2, faults: [] });
      now += 40 * day;
      const store = createStore(rows);
      while (!(await store.maintain(storageScope({ tenant: app.tenant }), type)).complete);
      expect(await checkRows(rows, scope, type)).toEqual({ entities: 1, tombstones: 0, faults: [] });
    } finally {
      await app.stop();
    }
  });
});
