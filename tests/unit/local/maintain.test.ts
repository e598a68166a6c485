/** `npm run maintain` as an operator runs it: against Table Storage, what it prints, what it mends, and how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';
import { office365ActiveUserCounts as type } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { changeRowKey, layout } from '../../../shared/store/keys/layout.ts';
import { readCurrent } from '../../../shared/store/keys/readCurrent.ts';
import { connectTableRows } from '../../../shared/store/tables/connectTableRows.ts';
import type { RowOperation } from '../../../shared/store/rows/rows.ts';
import { startAzurite, type RunningAzurite } from '../../support/azurite.ts';
import { entityOf } from '../../support/changes.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { storageScope } from '../../support/storageScope.ts';

const tenant = 'a1b2c3d4-0000-4000-8000-000000000001';
const other = 'a1b2c3d4-0000-4000-8000-000000000002';
const day = 86_400_000;
const settings = {
  AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
  AUTH_AUDIENCE: 'c0ffee00-1234-4abc-8def-0123456789ab',
  AUTH_TENANTS: tenant,
  AUTH_CLIENTS: '',
};

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.stop();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function maintain(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  const bootstrap = path.join(projectPaths.root, 'local', 'bootstrap.mjs');
  const env = { PATH: process.env['PATH'], ...settings, ...environment };
  const child = spawn(process.execPath, [bootstrap, 'maintain', ...args], { env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** The rows of a tenant, written and listed as nobody but the adapter does. */
function rowsOf(of: string) {
  const rows = connectTableRows({ kind: 'connectionString', connectionString: azurite.connectionString });
  const scope = storageScope({ tenant: of, milliseconds: 300_000 });
  const partition = rows.partition(scope, type.name);
  const write = async (operations: readonly RowOperation[]): Promise<void> => {
    const outcome = await partition.transact(operations);
    if (!outcome.ok) throw new Error(outcome.failure.kind, { cause: outcome.failure.cause });
  };
  return {
    async keys(): Promise<readonly string[]> {
      const page = await partition.range({ from: '!', to: '\uffff' });
      if (!page.ok) throw new Error(page.failure.kind, { cause: page.failure.cause });
      return page.value.rows.map(({ rowKey }) => rowKey);
    },
    async put(key: string, stamp: number): Promise<void> {
      const stored = { entity: entityOf(type, key, { teams: 1n, reportDate: '2026-01-01' }), version: `put-${key}` };
      await write(layout(type, undefined, { stored, stamp, earlier: [] }));
    },
    /** Stores an entity and deletes it, so long ago. */
    async drop(key: string, stamp: number): Promise<void> {
      await this.put(key, stamp - 1);
      const { state } = await readCurrent(partition, scope, type, key);
      await write(layout(type, state, { key, version: `drop-${key}`, stamp, earlier: [`put-${key}`] }));
    },
    async fence(key: string, stamp: number): Promise<void> {
      const properties = { _deleted: true, _fence: true };
      await write([{ kind: 'insert', row: { rowKey: changeRowKey(stamp, `fence-${key}`, key), properties } }]);
    },
    async damage(rowKey: string): Promise<void> {
      await write([{ kind: 'insert', row: { rowKey, properties: { id: 'damaged' } } }]);
    },
  };
}

test('purges what no link can need any more, says what cannot be read, and prints complete', async () => {
  const [own, foreign] = [rowsOf(tenant), rowsOf(other)];
  const now = Date.now();
  const old = now - 31 * day;
  await own.put('there', old);
  const [there, none] = [await own.keys(), await foreign.keys()];
  expect(none).toEqual([]);
  for (const key of ['one', 'two']) await own.drop(key, old);
  await own.fence('three', old);
  await own.drop('lately', now - day);
  await own.damage('e_damaged');
  await foreign.drop('one', old);
  const [before, others] = [await own.keys(), await foreign.keys()];
  expect(before).toHaveLength(there.length + 5);

  const { code, out, err } = await maintain({ ReportsStorage: azurite.connectionString });
  expect([code, out]).toEqual([0, 'complete\n']);
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ message: expect.stringContaining('cannot be read') }),
  ]);
  const told = lines.find(({ message }) => message === `maintenance: ${type.name}`);
  expect(JSON.stringify(told)).toMatch(/"purged":3,"damaged":1,"complete":true/);
  const after = await own.keys();
  expect(after.filter((rowKey) => !before.includes(rowKey))).toEqual(['c_', 'm_upkeep']);
  expect(before.filter((rowKey) => !after.includes(rowKey)).map((rowKey) => rowKey.split('_').at(-1))).toEqual([
    'one',
    'two',
    'three',
  ]);
  // Tenants that are not allowed to call are nobody's to keep.
  expect(await foreign.keys()).toEqual(others);

  const again = await maintain({ ReportsStorage: azurite.connectionString });
  expect([again.code, again.out]).toEqual([0, 'complete\n']);
  expect(await own.keys()).toEqual(after);
});

test('ends with 1 and names the set that storage refuses, and does not say complete; the others have their turn', async () => {
  const isOfSet = ({ url = '' }: IncomingMessage): boolean => url.includes(`/${type.name}(`);
  const refuse = (_random: unknown, incoming: IncomingMessage) => (isOfSet(incoming) ? { status: 400 } : {});
  const proxy = await startFaultProxy(azurite.url, refuse, { share: 1.1 });
  const { code, out, err } = await maintain({ ReportsStorage: azurite.connectionStringAt(proxy.url) });
  await proxy.stop();
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(new RegExp(`^Upkeep failed for ${type.name}\\b[^;]*; the log says why\\.$`, 'm'));
  expect(err).toContain('"message":"maintenance: teamsUserActivityUserCounts"');
  expect(err.split('\n').filter((line) => line.startsWith('    at '))).toEqual([]);
});

test('removes no tenant from storage of another machine whose tenants only local.settings.json names', async () => {
  const far = { AUTH_AUTHORITY: '', AUTH_TENANTS: '', ReportsStorage: '' };
  const settled = { ...far, ReportsStorage__tableServiceUri: 'https://nowhere.invalid' };
  const { code, out, err } = await maintain(settled, '--remove-tenant', other);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('The setting AUTH_TENANTS is missing in the environment');
});

test('ends with 1 and names a setting that is bad, and an option that there is not', async () => {
  const bad = await maintain({ ReportsStorage: azurite.connectionString, AUTH_AUTHORITY: 'nowhere' });
  expect(bad).toMatchObject({ code: 1, out: '' });
  expect(bad.err).toMatch(/^Nothing is kept in order: .*AUTH_AUTHORITY/m);
  expect(await maintain({}, '--fast')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--fast') });
});
