import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { mainRowKey } from '../../../shared/store/keys/layout.ts';
import type { Change, EachCommitted } from '../../../shared/store/contract/store.ts';
import { patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { countedStore } from '../../support/countedStore.ts';
import { hashedKeys as keys } from '../../support/hashedKeys.ts';

const put = (key: string, teams = 1n): Change => patch(counts, key, { teams, reportDate: '2026-01-02' });
const refuse = (key: string): Change => ({
  key,
  decide() {
    throw new ODataError('entityTagDoesNotMatch', 'No.');
  },
});
const isWritten = (one: EachCommitted | undefined): boolean => one !== undefined && !(one instanceof ODataError);

describe('one that fails', () => {
  it('fails no other, whatever is wrong with it', async () => {
    const { store, scope, memory, fill, check } = countedStore(counts);
    await fill(['broken', 'kept'].map((key) => put(key)));
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
    const { memory, scope } = countedStore(counts);
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
    let broken = 9;
    const { memory, scope } = countedStore(counts, ({ operation }) => {
      if (operation !== 'transact' || (broken += 1) > 4) return undefined;
      return { failBefore: { kind: 'throttled', retryAfter: 900 } };
    });
    const sizes: number[] = [];
    const store = createStore({
      ...memory,
      partition(inner, table) {
        const partition = memory.partition(inner, table);
        return {
          ...partition,
          async transact(operations) {
            sizes.push(operations.length);
            return await partition.transact(operations);
          },
        };
      },
    });
    await store.begin(scope, counts);
    [broken, sizes.length] = [0, 0];
    const outcomes = await store.commitEach(
      scope,
      counts,
      keys(150).map((key) => put(key)),
    );
    const failed = outcomes.filter((one) => one instanceof ODataError);
    expect(failed).toHaveLength(100);
    expect(failed.every(({ status, headers }) => status === 503 && headers['Retry-After'] === '900')).toBe(true);
    // Each of the six once; before the 503, one row keeps each of the four that failed from coming late.
    expect(sizes.filter((size) => size > 1)).toEqual([100, 100, 100, 100, 100, 100]);
    expect(sizes.filter((size) => size === 1)).toHaveLength(4);
    const { faults } = await checkRows(memory, scope, counts);
    expect(faults).toEqual([]);
  });

  it('is everything when nothing can be read: that is thrown', async () => {
    const { store, scope } = countedStore(counts, () => ({ failBefore: { kind: 'throttled', retryAfter: 900 } }));
    await expect(
      store.commitEach(
        scope,
        counts,
        keys(20).map((key) => put(key)),
      ),
    ).rejects.toMatchObject({ status: 503 });
  });
});
