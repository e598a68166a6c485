/** The walk through the rows of a set that forgets persons. */
import { createRegister } from '../../../shared/forget/register.ts';
import { registeredRequest } from '../../../shared/forget/registeredRequest.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { forgetRequests } from '../../../shared/model/register/forgetRequests.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { ForgetWalk } from '../../../shared/store/contract/forgetting.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import { entityOf, patch } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { peopleIn } from '../../support/peopleIn.ts';
import { storageScope } from '../../support/storageScope.ts';

const pseudonym = 'd'.repeat(32);
const entry = (names: readonly string[], mode = 'delete') =>
  entityOf(forgetRequests, 'r', { names, mode, pseudonym: mode === 'delete' ? null : pseudonym });
const registerOf = (tenant: string, names: readonly string[], mode = 'delete') =>
  createRegister(tenant, [registeredRequest(tenant, entry(names, mode))]);

const date = (at: number): string => dateFrom('2026-01-01', at);
/** Rows of 50 people on many dates, half of them under natural ids. */
function rowOf(at: number) {
  const userPrincipalName = `user${at % 50}@contoso.com`;
  const values = { reportRefreshDate: date(Math.floor(at / 50)), userPrincipalName, displayName: `User ${at % 50}` };
  return { id: at % 2 === 0 ? (naturalId(users, values) ?? '') : `own-${at}`, values };
}

async function filled(rows: number, fault?: Parameters<typeof createMemoryRows>[0]) {
  const memory = createMemoryRows(fault);
  const store = createStore(memory);
  const scope = storageScope();
  const changes = Array.from({ length: rows }, (_, at) => rowOf(at)).map(({ id, values }) => patch(users, id, values));
  for (let at = 0; at < rows; at += 500) await store.commitEach(scope, users, changes.slice(at, at + 500));
  return { memory, store, scope };
}

test('walks all rows, 1,000 a request, deletes those of the person, and leaves no index row behind', async () => {
  const { memory, store, scope } = await filled(2500);
  const walks: ForgetWalk[] = [];
  const own = storageScope({ tenant: scope.tenant });
  await store.forget(own, users, registerOf(scope.tenant, ['nobody@contoso.com']), undefined, async (walk) => {
    walks.push(walk);
    await Promise.resolve();
  });
  expect(walks.map(({ looked }) => looked)).toEqual([1000, 1000, 500]);
  expect(own.usage.requests).toBe(3);
  const register = registerOf(scope.tenant, ['USER7@contoso.com']);
  walks.length = 0;
  await store.forget(scope, users, register, undefined, async (walk) => {
    walks.push(walk);
    await Promise.resolve();
  });
  const deleted = walks.map(({ counts }) => counts.get('r')?.deleted ?? 0);
  expect(deleted.reduce((sum, each) => sum + each)).toBe(50);
  expect(walks.at(-1)).not.toHaveProperty('reached');
  const left = await peopleIn(store, scope);
  expect(left).toHaveLength(2450);
  expect(left.filter(([, name]) => name === 'user7@contoso.com')).toEqual([]);
  expect(await checkRows(memory, scope, users)).toMatchObject({ entities: 2450, tombstones: 50, faults: [] });
});

test('goes on where it stopped, behind the row it names', async () => {
  const { store, scope } = await filled(2500);
  const places: (string | undefined)[] = [];
  const stop = new Error('stopped');
  const register = registerOf(scope.tenant, ['user7@contoso.com', 'user8@contoso.com']);
  await expect(
    store.forget(scope, users, register, undefined, async ({ reached }) => {
      places.push(reached);
      await Promise.reject(stop);
    }),
  ).rejects.toBe(stop);
  let looked = 0;
  await store.forget(scope, users, register, places[0], async (walk) => {
    looked += walk.looked;
    await Promise.resolve();
  });
  expect(looked).toBeLessThanOrEqual(1500);
  expect((await peopleIn(store, scope)).filter(([, name]) => /^user[78]@/.test(String(name)))).toEqual([]);
});

test('moves rows to the ids of the pseudonym, one for all dates; where one is there already it stays', async () => {
  const { memory, store, scope } = await filled(500);
  const register = registerOf(scope.tenant, ['user6@contoso.com', 'user7@contoso.com'], 'pseudonym');
  const first = { reportRefreshDate: date(0), userPrincipalName: pseudonym, displayName: pseudonym };
  await store.commit(scope, users, [patch(users, naturalId(users, first) ?? '', { ...first, hasTeamsLicense: true })]);
  let [changed, looks] = [0, 0];
  for (let run = 0; run < 2; run += 1) {
    await store.forget(scope, users, register, undefined, async ({ counts }) => {
      changed += counts.get('r')?.changed ?? 0;
      looks += 1;
      await Promise.resolve();
    });
  }
  expect([changed, looks]).toEqual([20, 2]);
  const named = (await peopleIn(store, scope)).filter(([, name]) => name === pseudonym);
  const dates = new Set(named.map(([id]) => id.slice(0, 10)));
  expect(named).toHaveLength(20);
  expect([...dates].filter((each) => each.startsWith('2026'))).toHaveLength(10);
  const kept = await store.read(scope, users, naturalId(users, first) ?? '');
  expect(kept?.entity['hasTeamsLicense']).toBe(true);
  expect(await checkRows(memory, scope, users)).toMatchObject({ entities: 500, faults: [] });
});

test('cells of owners become null, and the index follows', async () => {
  const memory = createMemoryRows();
  const [store, scope] = [createStore(memory), storageScope()];
  const values = { reportRefreshDate: '2026-11-26', groupDisplayName: 'Sales', ownerPrincipalName: 'Ada@contoso.com' };
  await store.commit(scope, groups, [patch(groups, 'g', values)]);
  await store.forget(scope, groups, registerOf(scope.tenant, ['ada@contoso.com']), undefined, async ({ counts }) => {
    expect(counts.get('r')).toEqual({ deleted: 0, changed: 1 });
    await Promise.resolve();
  });
  const { entity } = (await store.read(scope, groups, 'g')) ?? {};
  expect(entity).toMatchObject({ groupDisplayName: 'Sales', ownerPrincipalName: null });
  expect(await checkRows(memory, scope, groups)).toMatchObject({ entities: 1, faults: [] });
});

test('a row that cannot be read counts as failed where it may name the person, and keeps none else', async () => {
  const { memory, store, scope } = await filled(100);
  const partition = memory.partition(scope, users.name);
  for (const [rowKey, userPrincipalName] of [
    ['e_a', 'user7@contoso.com'],
    ['e_b', 'other@contoso.com'],
  ] as const) {
    await partition.transact([
      { kind: 'upsert', row: { rowKey, properties: { id: rowKey.slice(2), userPrincipalName } } },
    ]);
  }
  const failed: number[] = [];
  await store.forget(scope, users, registerOf(scope.tenant, ['user7@contoso.com']), undefined, async (walk) => {
    failed.push(walk.failed);
    await Promise.resolve();
  });
  expect(failed).toEqual([1]);
  expect(scope.logged.map(({ message }) => message).join()).not.toMatch(/user7/);
  await partition.transact([
    { kind: 'delete', rowKey: 'e_a' },
    { kind: 'delete', rowKey: 'e_b' },
  ]);
  expect((await peopleIn(store, scope)).filter(([, name]) => name === 'user7@contoso.com')).toEqual([]);
});
