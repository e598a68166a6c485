import { createHash } from 'node:crypto';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { mainRowKey } from '../../../shared/store/layout.ts';
import { createMemoryRows, type MemoryFault, type MemoryRequest } from '../../../shared/store/createMemoryRows.ts';
import type { Change, EachCommitted } from '../../../shared/store/store.ts';
import { patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { countingRows } from '../../support/countingRows.ts';
import { storageScope } from '../../support/storageScope.ts';

/** Keys as an import makes them: hashes, which lie anywhere among those of the tenant. */
const keyOf = (name: string): string => createHash('sha1').update(name).digest('hex');
const keys = (count: number, name = 'new'): readonly string[] =>
  Array.from({ length: count }, (_, index) => keyOf(`${name}-${index}`));
const put = (key: string, teams = 1n): Change => patch(counts, key, { teams, reportDate: '2026-01-02' });
const keep = (key: string): Change => ({ key, decide: () => ({ kind: 'keep' }) });
const refuse = (key: string): Change => ({
  key,
  decide() {
    throw new ODataError('entityTagDoesNotMatch', 'No.');
  },
});
const isWritten = (one: EachCommitted | undefined): boolean => one !== undefined && !(one instanceof ODataError);

function open(fault: (request: MemoryRequest) => MemoryFault | undefined = () => undefined) {
  const memory = createMemoryRows({ fault });
  const counted = countingRows(memory);
  const scope = storageScope();
  const store = createStore(counted.rows);
  const check = async () => await checkRows(memory, scope, counts);
  /** Fills the tenant, without counting. */
  const fill = async (some: readonly string[]) => {
    await store.commitEach(
      scope,
      counts,
      some.map((key) => put(key)),
    );
    counted.reset();
  };
  return { ...counted, memory, scope, store, check, fill };
}

describe('requests to storage', () => {
  it.each([1, 25, 26, 100, 1000])('%i new rows take n/25 transactions and, in a small tenant, one read', async (n) => {
    const { store, scope, counts: used, check } = open();
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
    await fill(keys(300));
    const outcomes = await store.commitEach(scope, counts, keys(300).map(keep));
    expect(outcomes.every((one) => !(one instanceof ODataError) && one.before !== undefined)).toBe(true);
    expect(used).toEqual({ get: 0, range: 1, transact: 0 });
  });

  it('updates take five rows, and seven when both indexed values move', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(keys(60));
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

  it('in a large tenant the reads of thin keys take twelve keys each', async () => {
    const { store, scope, counts: used, fill, check } = open();
    await fill(keys(8000, 'old'));
    await store.commitEach(
      scope,
      counts,
      [...keys(150), ...keys(50, 'old')].map((key) => put(key, 2n)),
    );
    expect(used.get).toBe(0);
    expect(used.range).toBeLessThanOrEqual(1 + Math.ceil(200 / 12));
    expect(used.transact).toBe(Math.ceil(150 / 25) + Math.ceil(50 / 20));
    expect(await check()).toMatchObject({ entities: 8150, faults: [] });
  });

  it('keys among rows so many that a filter would walk them all are read one by one', async () => {
    const { store, scope, counts: used, fill } = open();
    await fill(Array.from({ length: 600 }, (_, index) => `5${keyOf(String(index))}`));
    const thin = ['50', ...Array.from({ length: 12 }, (_, index) => `5${'f'.repeat(index + 4)}`)];
    await store.commitEach(
      scope,
      counts,
      thin.map((key) => put(key)),
    );
    expect(used).toEqual({ get: 12, range: 1, transact: 1 });
  });

  it('long keys share a filter only as far as a URL takes', async () => {
    const { store, scope, counts: used, fill, check } = open();
    const long = (name: string): string => `${keyOf(name)}${'\u00e9'.repeat(200)}`;
    await fill(Array.from({ length: 3000 }, (_, index) => long(String(index))));
    const outcomes = await store.commitEach(
      scope,
      counts,
      Array.from({ length: 100 }, (_, index) => put(long(String(index * 30)), 2n)),
    );
    expect(outcomes.every((one) => !(one instanceof ODataError) && one.before !== undefined)).toBe(true);
    expect(used).toMatchObject({ get: 0, transact: 5 });
    expect(await check()).toMatchObject({ entities: 3000, faults: [] });
  });
});

describe('one that fails', () => {
  it('fails no other, whatever is wrong with it', async () => {
    const { store, scope, memory, fill, check } = open();
    await fill(['broken', 'kept']);
    await memory
      .partition(scope, counts.name)
      .transact([{ kind: 'upsert', row: { rowKey: mainRowKey('broken'), properties: { id: 'broken' } } }]);
    const outcomes = await store.commitEach(scope, counts, [
      put('a'),
      refuse('b'),
      put('c'),
      put('broken'),
      patch(counts, 'd', { reportPeriod: 'x'.repeat(40_000) }),
      remove('kept'),
      remove('missing'),
      ...keys(40).map((key) => put(key)),
    ]);
    expect(outcomes.map((one) => (one instanceof ODataError ? one.innerCode : 'done')).slice(0, 7)).toEqual([
      ...['done', 'entityTagDoesNotMatch', 'done', 'generalException', 'invalidPropertyValue', 'done', 'done'],
    ]);
    expect(outcomes.slice(7).every(isWritten)).toBe(true);
    expect(scope.logged).toEqual([expect.objectContaining({ level: 'error' })]);
    const { faults } = await check();
    expect(faults.every((fault) => fault.includes('broken'))).toBe(true);
  });

  it('is found when others have changed the state meanwhile', async () => {
    const { memory, scope } = open();
    const other = createStore(memory);
    let isFirst = true;
    const store = createStore({
      ...memory,
      partition(inner, table) {
        const partition = memory.partition(inner, table);
        return {
          ...partition,
          async transact(operations) {
            if (isFirst) {
              isFirst = false;
              await other.commit(scope, counts, [put('k3', 9n)]);
            }
            return await partition.transact(operations);
          },
        };
      },
    });
    const onlyNew = (key: string): Change => ({
      key,
      decide(current) {
        if (current !== undefined) throw new ODataError('nameAlreadyExists', 'It exists.');
        return put(key).decide(current);
      },
    });
    const outcomes = await store.commitEach(
      scope,
      counts,
      Array.from({ length: 8 }, (_, i) => onlyNew(`k${i}`)),
    );
    expect(outcomes.map((one) => (one instanceof ODataError ? one.status : 0))).toEqual([0, 0, 0, 409, 0, 0, 0, 0]);
    expect((await checkRows(memory, scope, counts)).faults).toEqual([]);
  });

  it('takes its transaction with it when storage cannot be reached, and no smaller one is tried', async () => {
    let broken = 0;
    const {
      store,
      scope,
      counts: used,
    } = open(({ operation }) => {
      if (operation !== 'transact' || (broken += 1) > 4) return undefined;
      return { failBefore: { kind: 'throttled', retryAfter: 9 } };
    });
    const outcomes = await store.commitEach(
      scope,
      counts,
      keys(150).map((key) => put(key)),
    );
    const failed = outcomes.filter((one) => one instanceof ODataError);
    expect(failed).toHaveLength(100);
    expect(failed.every(({ status, headers }) => status === 503 && headers['Retry-After'] === '9')).toBe(true);
    expect(used.transact).toBe(6);
  });

  it('is everything when nothing can be read: that is thrown', async () => {
    const { store, scope } = open(() => ({ failBefore: { kind: 'throttled', retryAfter: 9 } }));
    await expect(
      store.commitEach(
        scope,
        counts,
        keys(20).map((key) => put(key)),
      ),
    ).rejects.toMatchObject({ status: 503 });
  });
});
