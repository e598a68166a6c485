import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Change, EachCommitted } from '../../../shared/store/contract/store.ts';
import { patch, remove } from '../../support/changes.ts';
import { countedStore } from '../../support/countedStore.ts';
import { hashedKeys as keys } from '../../support/hashedKeys.ts';

const open = () => countedStore(counts);
const put = (key: string, teams = 1n): Change => patch(counts, key, { teams, reportDate: '2026-01-02' });
const keep = (key: string): Change => ({ key, decide: () => ({ kind: 'keep' }) });
const isWritten = (one: EachCommitted | undefined): boolean => one !== undefined && !(one instanceof ODataError);
const existed = (one: EachCommitted): boolean => !(one instanceof ODataError) && one.before !== undefined;

describe('the requests to storage of changes for themselves', () => {
  it.each([1, 25, 26, 100, 1000])('%i new rows take n/25 transactions and, in a small tenant, one read', async (n) => {
    const { store, scope, counts: used, reset, check } = open();
    await store.begin(scope, counts);
    reset();
    const outcomes = await store.commitEach(
      scope,
      counts,
      keys(n).map((key) => put(key)),
    );
    expect(outcomes.every(isWritten)).toBe(true);
    expect(used.transact).toBe(Math.ceil(n / 25));
    expect([used.get, used.range]).toEqual(n > 12 ? [0, 1] : [n, 0]);
    expect(await check()).toEqual({ entities: n, tombstones: 0, faults: [] });
  });

  it('what is unchanged takes no transaction', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(keys(300).map((key) => put(key)));
    const outcomes = await store.commitEach(scope, counts, keys(300).map(keep));
    expect(outcomes.every(existed)).toBe(true);
    expect(used).toEqual({ get: 0, range: 1, transact: 0 });
  });

  it('updates take five rows, and seven when both indexed values move', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(keys(60).map((key) => put(key)));
    await store.commitEach(
      scope,
      counts,
      keys(60).map((key) => put(key, 2n)),
    );
    expect(used.transact).toBe(3);
    const moved = { reportDate: '2026-02-02', reportRefreshDate: '2026-02-03' };
    await store.commitEach(
      scope,
      counts,
      keys(60).map((key) => patch(counts, key, moved)),
    );
    expect(used.transact).toBe(3 + Math.ceil(60 / 14));
  });

  it('in a large tenant new rows are found out by a look and a sample, and by their transactions', async () => {
    const { store, scope, counts: used, fill, check } = open();
    await fill(keys(8000, 'old').map((key) => put(key)));
    const outcomes = await store.commitEach(
      scope,
      counts,
      keys(500).map((key) => put(key, 2n)),
    );
    expect(outcomes.every((one) => !(one instanceof ODataError) && one.before === undefined)).toBe(true);
    expect(used).toEqual({ get: 12, range: 1, transact: 500 / 25 });
    expect(await check()).toEqual({ entities: 8500, tombstones: 0, faults: [] });
  });

  it('in a large tenant rows that exist are read one by one, and none between them', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(keys(8000, 'old').map((key) => put(key)));
    const outcomes = await store.commitEach(scope, counts, keys(500, 'old').map(keep));
    expect(outcomes.every(existed)).toBe(true);
    expect(used).toMatchObject({ range: 1, transact: 0 });
    expect(used.get).toBeLessThan(500);
  });

  it('where every fourth row is wanted, they are read a thousand at a time', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(keys(3000, 'old').map((key) => put(key)));
    await store.commitEach(scope, counts, keys(1000, 'old').map(keep));
    expect(used).toEqual({ get: 0, range: 3, transact: 0 });
  });

  it('a presumption that is wrong costs one transaction and its reads, and nothing else', async () => {
    const { store, scope, counts: used, fill, check } = open();
    // Among the very last keys, which neither the look nor the sample meets.
    const last = `f${'f'.repeat(38)}`;
    await fill([...keys(8000, 'old'), last].map((key) => put(key)));
    const wanted = [...keys(499), last];
    const outcomes = await store.commitEach(
      scope,
      counts,
      wanted.map((key) => put(key, 2n)),
    );
    expect(outcomes.map(existed)).toEqual(wanted.map((key) => key === last));
    // 25 new rows fit into a transaction, 24 and one that exists do not: it is divided.
    expect(used.get).toBeLessThanOrEqual(12 + 25 + 12);
    expect(used.transact).toBeLessThanOrEqual(20 + 3);
    expect(await check()).toEqual({ entities: 8500, tombstones: 0, faults: [] });
  });

  it('nothing is presumed of deletes, nor of what insists on a state', async () => {
    const { store, scope, counts: used, fill, check } = open();
    await fill([...keys(3000, 'old'), ...keys(100, 'gone')].map((key) => put(key)));
    const onlyOld = keys(100).map((key): Change => ({
      key,
      decide(current) {
        if (current === undefined) throw new ODataError('entityTagDoesNotMatch', 'No.');
        return put(key).decide(current);
      },
    }));
    const outcomes = await store.commitEach(scope, counts, [...keys(100, 'gone').map(remove), ...onlyOld]);
    expect(outcomes.slice(0, 100).every(existed)).toBe(true);
    expect(outcomes.slice(100).every((one) => one instanceof ODataError)).toBe(true);
    expect(used.get).toBeGreaterThan(100);
    expect(await check()).toEqual({ entities: 3000, tombstones: 100, faults: [] });
  });

  it('where the look meets none of the others they are read one by one', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(
      keys(600, 'old')
        .map((key) => `5${key}`)
        .map((key) => put(key)),
    );
    const thin = ['50', ...Array.from({ length: 12 }, (_, index) => `5${'f'.repeat(index + 4)}`)];
    await store.commitEach(
      scope,
      counts,
      thin.map((key) => put(key)),
    );
    expect(used).toEqual({ get: 12, range: 1, transact: 1 });
  });
});
