import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { changeRowPrefix } from '../../shared/store/keys/layout.ts';
import { maxOperations } from '../../shared/store/rows/rows.ts';
import { entityOf, patch, remove, update } from '../support/changes.ts';
import { checkRows } from '../support/checkRows.ts';
import { describeRows } from '../support/describeRows.ts';
import { sampleType } from '../support/sampleType.ts';
import { storageScope } from '../support/storageScope.ts';

const sound = { faults: [] };

describeRows('commit', (connect) => {
  const open = () => {
    const rows = connect();
    const scope = storageScope();
    const check = async (type = counts as typeof counts | typeof sampleType) =>
      await checkRows(rows, storageScope({ tenant: scope.tenant }), type);
    return { rows, scope, store: createStore(rows), check };
  };

  it('creates, reads, changes and deletes an entity, each copy kept', async () => {
    const { store, scope, check } = open();
    const id = "a/b\\c#d?e%f' \u00e9\ud83d\ude00";
    expect(await store.read(scope, counts, id)).toBeUndefined();

    const values = { reportDate: '2026-01-02', office365: 9007199254740993n, reportPeriod: '7' };
    const [created] = await store.commit(scope, counts, [patch(counts, id, values)]);
    expect(created?.before).toBeUndefined();
    expect(created?.after?.entity).toEqual(entityOf(counts, id, values));
    expect(await store.read(scope, counts, id)).toEqual(created?.after);
    expect(await check()).toEqual({ ...sound, entities: 1, tombstones: 0 });

    const moved = { reportDate: null, reportRefreshDate: '2026-01-09', office365: null };
    const [changed] = await store.commit(scope, counts, [patch(counts, id, moved)]);
    expect(changed?.before).toEqual(created?.after);
    expect(changed?.after?.entity).toEqual(entityOf(counts, id, { ...values, ...moved }));
    expect(changed?.after?.version).not.toBe(created?.after?.version);
    expect(await check()).toEqual({ ...sound, entities: 1, tombstones: 0 });

    const [deleted] = await store.commit(scope, counts, [remove(id)]);
    expect(deleted).toEqual({ before: changed?.after, after: undefined });
    expect(await store.read(scope, counts, id)).toBeUndefined();
    expect(await check()).toEqual({ ...sound, entities: 0, tombstones: 1 });

    await store.commit(scope, counts, [patch(counts, id, values)]);
    expect(await check()).toEqual({ ...sound, entities: 1, tombstones: 1 });
  });

  it('keeps every kind of property, null and empty ones included', async () => {
    const { store, scope, check } = open();
    const full = { day: '0001-01-01', count: -1n, text: '', code: 'x', flag: false, names: ['a', '"', ''] };
    await store.commit(scope, sampleType, [patch(sampleType, 'full', full), patch(sampleType, 'empty', {})]);
    expect((await store.read(scope, sampleType, 'full'))?.entity).toEqual(entityOf(sampleType, 'full', full));
    expect((await store.read(scope, sampleType, 'empty'))?.entity).toEqual(entityOf(sampleType, 'empty'));
    await store.commit(scope, sampleType, [
      patch(sampleType, 'full', { text: '\ud83d\ude00'.repeat(2000), flag: null }),
    ]);
    expect(await check(sampleType)).toEqual({ ...sound, entities: 2, tombstones: 0 });
  });

  it('costs one request to read and two to write, or one when nothing changes', async () => {
    const { store, scope, check } = open();
    const cost = async (work: () => Promise<unknown>) => {
      const before = scope.usage.requests;
      await work();
      return scope.usage.requests - before;
    };
    await store.begin(scope, counts);
    expect(await cost(async () => await store.read(scope, counts, 'a'))).toBe(1);
    expect(await cost(async () => await store.commit(scope, counts, [patch(counts, 'a', {})]))).toBe(2);
    expect(await cost(async () => await store.commit(scope, counts, [patch(counts, 'a', { teams: 1n })]))).toBe(2);
    expect(await cost(async () => await store.commit(scope, counts, [remove('a')]))).toBe(2);
    expect(await cost(async () => await store.commit(scope, counts, [remove('a')]))).toBe(1);
    const version = (await store.commit(scope, counts, [patch(counts, 'b', {})]))[0]?.after?.version;
    const keep = { key: 'b', decide: () => ({ kind: 'keep' }) as const };
    expect(await cost(async () => await store.commit(scope, counts, [keep]))).toBe(1);
    expect((await store.read(scope, counts, 'b'))?.version).toBe(version);
    expect(await check()).toEqual({ ...sound, entities: 1, tombstones: 1 });
  });

  it('writes several keys all or nothing, and nothing when a decision throws', async () => {
    const { store, scope, check } = open();
    await store.commit(scope, counts, [patch(counts, 'a', { teams: 1n }), patch(counts, 'b', {})]);
    const refuse = {
      key: 'c',
      decide: () => {
        throw new RangeError('refused');
      },
    };
    const group = [patch(counts, 'a', { teams: 2n }), remove('b'), refuse];
    await expect(store.commit(scope, counts, group)).rejects.toThrow('refused');
    expect((await store.read(scope, counts, 'a'))?.entity['teams']).toBe(1n);
    const done = await store.commit(scope, counts, group.slice(0, 2));
    expect(done.map(({ after }) => after?.entity['teams'])).toEqual([2n, undefined]);
    expect(await check()).toEqual({ ...sound, entities: 1, tombstones: 1 });
    await expect(store.commit(scope, counts, [remove('a'), remove('a')])).rejects.toThrow('distinct');
  });

  it('takes 25 creates or 14 changes of any kind at once, and refuses more before writing', async () => {
    const { store, scope, check } = open();
    const keys = Array.from({ length: 26 }, (_, index) => `k${index}`);
    const create = keys.map((key) => patch(counts, key, { reportDate: '2026-01-01' }));
    await expect(store.commit(scope, counts, create)).rejects.toMatchObject({
      innerCode: 'batchRequestLimitExceeded',
      message: expect.stringContaining('need 104 rows'),
    });
    expect(await check()).toEqual({ ...sound, entities: 0, tombstones: 0 });
    await store.commit(scope, counts, create.slice(0, maxOperations / 4));
    const move = keys
      .slice(0, 14)
      .map((key) => patch(counts, key, { reportDate: '2026-01-02', reportRefreshDate: '2026-01-03' }));
    await store.commit(scope, counts, move);
    expect(await check()).toEqual({ ...sound, entities: 25, tombstones: 0 });
  });

  it('stamps the versions of a key with growing times of the storage clock', async () => {
    const { rows, store, scope } = open();
    const stamps: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      await store.commit(scope, counts, [update(counts, 'a', () => ({ teams: BigInt(count) }))]);
      const page = await rows.partition(scope, counts.name).range({ from: changeRowPrefix(0), to: 'd' });
      const [row, ...more] = page.ok ? page.value.rows : [];
      expect(more).toEqual([]);
      stamps.push(row?.rowKey.slice(2, 17) ?? '');
    }
    expect(stamps).toEqual([...new Set(stamps)].sort());
    expect(Math.abs(Number(stamps[0]) - Date.now())).toBeLessThan(60_000);
  });

  it('refuses a key storage cannot hold, with both lengths', async () => {
    const { store, scope } = open();
    await expect(store.read(scope, counts, '/'.repeat(134))).rejects.toMatchObject({
      innerCode: 'parameterIsTooLong',
      message: expect.stringMatching(/134 .*402 /),
    });
    const longest = '/'.repeat(133);
    await store.commit(scope, counts, [patch(counts, longest, { reportDate: '2026-01-01' })]);
    expect((await store.read(scope, counts, longest))?.entity.id).toBe(longest);
  });

  it('separates tenants and entity sets', async () => {
    const { store, scope } = open();
    const other = storageScope();
    await store.commit(scope, counts, [patch(counts, 'a', { teams: 1n })]);
    expect(await store.read(other, counts, 'a')).toBeUndefined();
    expect(await store.read(scope, { ...counts, name: 'othercounts' }, 'a')).toBeUndefined();
    await store.commit(other, counts, [remove('a')]);
    expect((await store.read(scope, counts, 'a'))?.entity['teams']).toBe(1n);
  });

  it('answers ping', async () => {
    await expect(open().store.ping(AbortSignal.timeout(10_000))).resolves.toBeUndefined();
  });
});
