import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { begunLife } from '../../../shared/store/write/begunSets.ts';
import { maxTry } from '../../../shared/store/rows/rows.ts';
import type { MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { patch, remove } from '../../support/changes.ts';
import { openChanges, told } from '../../support/changeRounds.ts';
import { hashedKeys as keys } from '../../support/hashedKeys.ts';

const hour = 3_600_000;
const tooOld = { status: 410 };
type Opened = ReturnType<typeof openChanges>;

const put = (key: string) => patch(counts, key, { teams: 1n });

/** Ways an entity comes into a set. */
const ways: readonly (readonly [what: string, store: (opened: Opened) => Promise<unknown>])[] = [
  ['one entity', async ({ store, scope }) => await store.commit(scope, counts, [put('a')])],
  ['a group', async ({ store, scope }) => await store.commit(scope, counts, [put('a'), put('b')])],
  // 4 rows of each fill the transaction.
  ['a full group', async ({ store, scope }) => await store.commit(scope, counts, keys(25).map(put))],
  ['a bulk', async ({ store, scope }) => await store.commitEach(scope, counts, keys(26).map(put))],
];

describe('since when a set exists', () => {
  test.each(ways)(
    'it remembers from %s on; a link of another storage is 410, whenever it was written',
    async (_what, storeIn) => {
      const [one, other] = [openChanges(), openChanges()];
      await storeIn(one);
      const before = await one.begin();
      other.clock.now += hour;
      await storeIn(other);
      one.clock.now += 2 * hour;
      const after = await one.begin();
      for (const link of [before, after]) await expect(other.round(link)).rejects.toMatchObject(tooOld);
      other.clock.now += hour;
      expect(told(await other.round(await other.begin()))).toEqual([]);
      await one.put('late');
      expect(told(await one.round(before)).at(-1)).toBe('late=1');
      expect(await one.check()).toMatchObject({ faults: [] });
    },
  );

  test('a link that was written when nothing was there is followed, unless something had been', async () => {
    const [one, other] = [openChanges(), openChanges()];
    await other.put('before');
    one.clock.now += hour;
    const link = await one.begin();
    const round = await one.round(link);
    one.clock.now += hour;
    await one.put('a');
    for (const from of [link, round.cursor]) expect(told(await one.round(from))).toEqual(['a=1']);
    const { cursor } = await one.round(link);
    await expect(other.round(link)).rejects.toMatchObject(tooOld);
    await expect(other.round(cursor)).rejects.toMatchObject(tooOld);
    const late = openChanges();
    late.clock.now = one.clock.now + hour;
    await late.put('z');
    expect(told(await late.round(link))).toEqual(['z=1']);
    await expect(late.round(cursor)).rejects.toMatchObject(tooOld);
  });

  test('a round in which the first entities come leads to a link of one who has them', async () => {
    const opened = openChanges(({ operation }) => {
      ranges += operation === 'range' ? 1 : 0;
      if (ranges !== 2) return undefined;
      ranges += 1;
      // As long as a request may take.
      opened.clock.now += 20_000;
      void opened.put('a');
      return { delay: 1 };
    });
    let ranges = 3;
    const link = await opened.begin();
    ranges = 0;
    const { changes, cursor } = await opened.round(link);
    expect(told({ changes })).toEqual(['a=1']);
    expect(cursor).toEqual({ since: link.since, birth: (await opened.begin()).birth });
    expect(told(await opened.round(cursor))).toEqual(['a=1']);
  });

  test.each(ways)(
    'where all rows were taken away, %s of a process that remembers makes no link of before good',
    async (_what, storeIn) => {
      const opened = openChanges();
      await storeIn(opened);
      const link = await opened.begin();
      await createStore(opened.memory).removeAll(opened.scope, counts);
      await expect(opened.round(link)).rejects.toMatchObject(tooOld);
      await storeIn(opened);
      await expect(opened.round(link)).rejects.toMatchObject(tooOld);
    },
  );

  test('what a process remembers is looked at again sooner than a table that was deleted by hand can be made anew', async () => {
    const { memory, store, scope, clock, round, ...opened } = openChanges();
    const { now } = scope.clock;
    const unnamed = { since: clock.now };
    await opened.put('a');
    const link = await opened.begin();
    // A table made anew by anybody, with rows of one who did not look: 20 s are no 40.
    await createStore(memory).removeAll(scope, counts);
    clock.now += 2 * hour;
    const later = { ...scope, clock: { ...scope.clock, now: () => now() + begunLife } };
    await store.commit(later, counts, [put('b')]);
    expect((await opened.begin()).birth).toMatch(/^[\w-]{16}$/);
    for (const old of [link, unnamed]) await expect(round(old)).rejects.toMatchObject(tooOld);
    opened.reset();
    await store.commit(later, counts, [put('c')]);
    expect(opened.counts).toMatchObject({ get: 1, range: 0, transact: 1 });
    expect(begunLife + 2 * maxTry).toBeLessThan(40_000);
  });

  test('the first insert of a process takes one request more, no other write any', async () => {
    const { rows, scope, put: putOne, drop, counts: used, reset } = openChanges();
    const taken = () => {
      const { get, range, transact } = used;
      reset();
      return { get, range, transact };
    };
    await putOne('a');
    expect(taken()).toEqual({ get: 1, range: 1, transact: 1 });
    for (const write of [
      async () => await putOne('b'),
      async () => await putOne('a', 2n),
      async () => await drop('a'),
    ]) {
      await write();
      expect(taken()).toEqual({ get: 1, range: 0, transact: 1 });
    }
    const other = createStore(rows);
    await other.commit(scope, counts, [remove('b')]);
    expect(taken()).toEqual({ get: 1, range: 0, transact: 1 });
    await other.commit(scope, counts, [put('c')]);
    expect(taken()).toEqual({ get: 1, range: 1, transact: 1 });
  });

  test('rows of a version that did not write it: since the oldest change row, and without a name', async () => {
    const opened = openChanges();
    const { clock, memory, store, scope, drop, round } = opened;
    const first = clock.now;
    await opened.put('a');
    const partition = memory.partition(scope, counts.name);
    await partition.transact([{ kind: 'delete', rowKey: 'c_' }]);
    await drop('a');
    const link = await opened.begin();
    expect(link.birth).toBeUndefined();
    clock.now += hour;
    await opened.put('b');
    await store.begin(scope, counts);
    await createStore(memory).begin(scope, counts);
    expect((await round({ since: first })).changes).toHaveLength(2);
    expect((await round(link)).changes).toHaveLength(2);
    await expect(round({ since: first - hour })).rejects.toMatchObject(tooOld);
    await partition.transact([{ kind: 'upsert', row: { rowKey: 'c_', properties: { since: BigInt(first) } } }]);
    expect((await round({ since: first, birth: String(first) })).changes).toHaveLength(2);
    await expect(round({ since: first, birth: String(first + 1) })).rejects.toMatchObject(tooOld);
  });

  test.each<[what: string, fault: MemoryFault]>([
    ['before', { failBefore: { kind: 'unavailable' } }],
    ['after', { failAfter: { kind: 'unavailable' } }],
  ])('a write that storage fails %s it took effect is made sure of', async (_what, failing) => {
    for (const [, storeIn] of ways) {
      let left = 1;
      const opened = openChanges(({ operation }) =>
        operation === 'transact' && (left -= 1) >= 0 ? failing : undefined,
      );
      await storeIn(opened);
      expect((await opened.begin()).birth).toMatch(/^[\w-]{16}$/);
      expect(await opened.check()).toMatchObject({ faults: [] });
    }
  });
});
