/**
 * Rows of each kind as each release has written them, in tests/contract/releases/: what is here now reads, filters, changes,
 * deletes, follows, exports and purges them. The file of a release is written once, by RELEASE_ROWS=write, and stays as it is.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { model } from '../../shared/model/model.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { RowValue } from '../../shared/store/rows/rowValue.ts';
import { readPartFile } from '../../local/backup/partFile.ts';
import { backupStage } from '../support/backupStage.ts';
import { checkRows } from '../support/checkRows.ts';
import { startFollower } from '../support/follower.ts';
import { startInProcess } from '../support/inProcess.ts';
import { releasedSets } from '../support/releasedSets.ts';
import { storageScope } from '../support/storageScope.ts';
import type { StartedApp } from '../support/testApp.ts';
import { type ReleasedRows, writeRelease } from '../support/writeRelease.ts';

const folder = path.join(projectPaths.root, 'tests', 'contract', 'releases');
const { version } = JSON.parse(readFileSync(path.join(projectPaths.root, 'package.json'), 'utf8')) as {
  version: string;
};
const day = 86_400_000;
/** Written before there were sets that remember their beginning, upkeep of retention, and the sets of the service's own in it. */
const early = '0.1.0-alpha.1.json';
const stage = backupStage();
afterAll(async () => await stage.remove());

/** Rows in memory that hold what a release has written. */
async function load(rows: Rows, tenant: string, stored: ReleasedRows): Promise<void> {
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

/** Those that are there. */
const releases = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('this version has its rows there, or writes them by RELEASE_ROWS=write', async () => {
  const file = path.join(folder, `${version}.json`);
  if (process.env['RELEASE_ROWS'] === 'write' && !existsSync(file)) await writeRelease(file);
  expect(existsSync(file)).toBe(true);
});

describe.each(releases)('%s', (file) => {
  const stored = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ReleasedRows;

  test('has rows of each kind', () => {
    const all = Object.values(stored).flat();
    const later = file === early ? [] : ['m_retention'];
    for (const kind of ['e_', 'i1_', 'c_', 'm_upkeep', ...later])
      expect(all.filter(({ rowKey }) => rowKey.startsWith(kind))).not.toEqual([]);
    for (const mark of ['_deleted', '_pointer', ...(file === early ? [] : ['_fence'])])
      expect(all.filter(({ properties }) => properties[mark] === true)).not.toEqual([]);
    if (file === early) return;
    expect(Object.keys(stored)).toEqual(Object.keys(releasedSets));
    for (const rows of Object.values(stored)) expect(rows.map(({ rowKey }) => rowKey)).toContain('c_');
  });

  test.each(Object.keys(stored))(
    '%s is read, filtered, followed, changed, deleted, exported and purged',
    async (set) => {
      const { entity, changed, isText, token } = releasedSets[set]!;
      const [name, first, second, third] = changed;
      const literal = (value: string): string => (isText === true ? `'${value}'` : value);
      const type = model.find((each) => each.name === set)!;
      let now = Date.now();
      const rows = createMemoryRows({ now: () => now });
      const app = await startInProcess({ rows, model: [type] });
      const Authorization = `Bearer ${app.sign(token)}`;
      const send = async (method: string, address: string, body?: object, headers = {}): Promise<Response> =>
        await app.fetch(`/v1.0/${address}`, {
          method,
          headers: { 'Content-Type': 'application/json', Authorization, ...headers },
          ...(body && { body: JSON.stringify(body) }),
        });
      try {
        await load(rows, app.tenant, stored);
        const ids = async (query: string): Promise<readonly string[]> => {
          const response = await send('GET', `${set}?${query}`);
          expect(response.status).toBe(200);
          return ((await response.json()) as { value: readonly { id: string }[] }).value.map(({ id }) => id);
        };
        expect(await ids('$orderby=id')).toEqual(['a', 'b']);
        expect(await ids(`$filter=${name} eq ${literal(second)}`)).toEqual(['b']);
        expect(await ids(`$orderby=${name} desc`)).toEqual(second > first ? ['b', 'a'] : ['a', 'b']);
        const { id, ...values } = entity('a', 0);
        const integers = { headers: { Accept: 'application/json;IEEE754Compatible=true' } };
        const read = (await (await send('GET', `${set}('a')`, undefined, integers.headers)).json()) as object;
        expect([id, JSON.stringify(read)]).toEqual(['a', expect.stringContaining(`"${name}":"${first}"`)]);
        for (const [property, value] of Object.entries(values))
          expect(read).toHaveProperty(property, typeof value === 'number' ? String(value) : value);
        const csv = await send('GET', set, undefined, { Accept: 'text/csv' });
        expect((await csv.text()).trim().split('\r\n')).toHaveLength(3);
        await exportsAll(app, set, token);

        const bearer: StartedApp = {
          ...app,
          fetch: async (target, request = {}) =>
            await app.fetch(target, { ...request, headers: { ...request.headers, Authorization } }),
        };
        const follower = await startFollower(bearer, `/v1.0/${set}/delta`);
        expect([...follower.copy.keys()].toSorted()).toEqual(['a', 'b']);
        const value = [{ id: 'a', [name]: third }];
        const written = await send(
          'PATCH',
          set,
          { '@context': '#$delta', value },
          { Prefer: 'keep-newer,return=minimal' },
        );
        expect([written.status, await written.text()]).toEqual([204, '']);
        expect((await send('DELETE', `${set}('b')`)).status).toBe(204);
        expect(await ids(`$filter=${name} eq ${literal(third)}`)).toEqual(['a']);
        await follower.follow();
        expect(follower.copy.get('a')).toMatchObject({ [name]: third });
        expect([...follower.copy.keys()]).toEqual(['a']);

        const scope = storageScope({ tenant: app.tenant });
        expect(await checkRows(rows, scope, type)).toMatchObject({ entities: 1, tombstones: 2, faults: [] });
        now += 40 * day;
        const store = createStore(rows);
        while (!(await store.maintain(storageScope({ tenant: app.tenant }), type)).complete);
        expect(await checkRows(rows, scope, type)).toEqual({ entities: 1, tombstones: 0, faults: [] });
      } finally {
        await app.stop();
      }
    },
  );
});

/** An export has a line for each entity of a set. */
async function exportsAll(app: StartedApp, set: string, token: (typeof releasedSets)[string]['token']): Promise<void> {
  const to = stage.newFolder();
  const { sets } = await stage.exportTo(app, to, token);
  const [part] = sets[set]?.parts ?? [];
  const ids: string[] = [];
  for await (const line of readPartFile(path.join(to, part?.file ?? '')))
    ids.push((JSON.parse(line) as { id: string }).id);
  expect(ids).toEqual(['a', 'b']);
}
