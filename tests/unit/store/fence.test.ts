import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { openChanges, told } from '../../support/changeRounds.ts';
import { patch, remove } from '../../support/changes.ts';
import { storageScope } from '../../support/storageScope.ts';
import { firstRefused } from '../../support/firstRefused.ts';

const day = 86_400_000;
const lost = { kind: 'unavailable' } as const;

/** Storage whose transactions fail as listed, one after the other, from now on. */
function open() {
  const faults: MemoryFault[] = [];
  const opened = openChanges(({ operation }) => (operation === 'transact' ? faults.shift() : undefined));
  return { ...opened, arm: (...list: readonly MemoryFault[]) => void faults.push(...list) };
}

test('a fence takes one request more, and no other write takes any', async () => {
  const { arm, put, drop, store, scope, counts: used, reset } = open();
  await store.begin(scope, counts);
  const cost = async (work: () => Promise<unknown>): Promise<number> => {
    reset();
    await work();
    return used.get + used.range + used.transact;
  };
  arm({ failBefore: lost });
  // get, transact; fence, get, range to look it up, transact
  expect(await cost(async () => await put('a'))).toBe(6);
  arm({ failBefore: lost });
  expect(await cost(async () => await put('a', 2n))).toBe(5);
  arm({ failBefore: lost });
  expect(await cost(async () => await drop('a'))).toBe(5);
  expect(await cost(async () => await put('a'))).toBe(2);
});

test.each([
  // The keys, one of them again; the transaction, its fence and the transaction; a look among the changes for what is not there.
  ['new', 0, { get: 21, transact: 3, range: 1 }],
  ['changed', 1, { get: 21, transact: 2, range: 1 }],
])(
  'of many keys that are %s one tells whether the transaction took effect, and no other is read again',
  async (...given) => {
    const [, before, expected] = given;
    const { arm, store, scope, counts: used, reset, check } = open();
    await store.begin(scope, counts);
    const keys = Array.from({ length: 20 }, (_, at) => `k${at}`);
    const write = async (teams: bigint) =>
      await store.commit(
        scope,
        counts,
        keys.map((key) => patch(counts, key, { teams })),
      );
    for (let round = 0; round < before; round += 1) await write(1n);
    arm({ failBefore: lost });
    reset();
    expect(await write(2n)).toHaveLength(20);
    expect(used).toEqual(expected);
    expect(await check()).toMatchObject({ entities: 20, faults: [] });
  },
);

test.each([
  ['took effect', { failAfter: lost }, 1],
  ['did not', { failBefore: lost }, 1],
] as const)('a fence of unknown outcome is put again, whether it %s', async (_what, fault, fences) => {
  const { arm, put, check } = open();
  arm({ failBefore: lost }, fault, fault);
  expect((await put('a'))[0]?.before).toBeUndefined();
  expect(await check()).toEqual({ entities: 1, tombstones: 0, fences, faults: [] });
});

test('no fence, no acknowledgement', async () => {
  const { arm, put, check } = open();
  // The transaction, its fence and its last fence, four times each.
  arm(...Array.from({ length: 9 }, (): MemoryFault => ({ failBefore: lost })));
  await expect(put('a')).rejects.toMatchObject({ status: 503 });
  expect(await check()).toEqual({ entities: 0, tombstones: 0, faults: [] });
});

test('fences are told to nobody, however small the pages, and purged when tombstones are', async () => {
  const { arm, clock, put, drop, round, begin, scope, check, maintain } = open();
  const cursor = await begin();
  for (const key of ['a', 'b', 'c']) {
    arm({ failBefore: lost });
    await put(key);
  }
  await drop('b');
  for (const size of [1, 2, 1000]) expect(told(await round(cursor, size)).sort()).toEqual(['-b', 'a=1', 'c=1']);
  expect(scope.logged).toEqual([]);
  expect(await check()).toEqual({ entities: 2, tombstones: 1, fences: 3, faults: [] });
  clock.now += 31 * day;
  expect(await maintain()).toEqual({ purged: 4, damaged: 0, complete: true });
  expect(await check()).toEqual({ entities: 2, tombstones: 0, faults: [] });
});

test.each([
  ['create', [], patch(counts, 'a', { teams: 1n })],
  ['change', [patch(counts, 'a', {})], patch(counts, 'a', { teams: 1n })],
  ['delete', [patch(counts, 'a', {})], remove('a')],
] as const)(
  'a %s that is reported as refused, took effect all the same, and whose entity is gone, is not repeated',
  async (_what, first, change) => {
    const { memory, scope, check } = openChanges();
    const other = createStore(memory);
    if (first.length > 0) await other.commit(scope, counts, first);
    const rows = firstRefused(memory, 'conflict', async () => await other.commit(scope, counts, [remove('a')]));
    await createStore(rows).commit(storageScope({ tenant: scope.tenant }), counts, [change]);
    expect(await check()).toEqual({ entities: 0, tombstones: 1, faults: [] });
  },
);
