import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { readChangeToken, writeChangeToken } from '../../../shared/store/changes/changeToken.ts';
import { changeRowKey } from '../../../shared/store/keys/layout.ts';
import { openChanges, told } from '../../support/changeRounds.ts';

const day = 86_400_000;
const hour = 3_600_000;

describe('old links', () => {
  it('are followed for 30 days, and refused with 410 after that', async () => {
    const { clock, put, drop, round, begin } = openChanges();
    await put('a');
    const cursor = await begin();
    await drop('a');
    clock.now = cursor.since + 30 * day;
    expect(told(await round(cursor))).toEqual(['-a']);
    clock.now += 1000;
    await expect(round(cursor)).rejects.toMatchObject({ status: 410, innerCode: 'syncStateNotFound' });
  });

  it('are refused in the middle of a round too', async () => {
    const { clock, put, store, scope, begin } = openChanges();
    const cursor = await begin();
    for (const key of ['a', 'b', 'c']) await put(key);
    const page = await store.changes(scope, counts, cursor, 1);
    clock.now += 31 * day;
    await expect(store.changes(scope, counts, page.cursor, 1)).rejects.toMatchObject({ status: 410 });
  });
});

describe('tombstones', () => {
  it('are told at the cost of one request, and nothing is written because of it', async () => {
    const { clock, put, drop, round, begin, counts: used, reset, check } = openChanges();
    const keys = Array.from({ length: 400 }, (_, index) => `k${String(index).padStart(3, '0')}`);
    for (const key of keys) await put(key);
    clock.now += hour;
    const cursor = await begin();
    // Between those that stay, so that a range of keys would be no cheaper than one by one.
    const gone = keys.filter((_key, index) => index % 4 === 0);
    for (const key of gone) await drop(key);
    clock.now += 40 * day;
    reset();
    await expect(round(cursor)).rejects.toMatchObject({ status: 410 });
    clock.now -= 39 * day;
    reset();
    expect(told(await round(cursor)).sort()).toEqual(gone.map((key) => `-${key}`));
    expect(used).toMatchObject({ get: 0, range: 3, transact: 0 });
    expect(await check()).toMatchObject({ tombstones: 100, faults: [] });
  });

  it('of an entity that was created again are not told, whatever the clocks of storage say', async () => {
    const { clock, put, drop, round, begin } = openChanges();
    const cursor = await begin();
    for (const size of [1, 2, 1000]) {
      clock.now += hour;
      await put('a');
      for (let more = 0; more < 5; more += 1) await put('a', BigInt(more + 2));
      await drop('a');
      clock.now -= 4000;
      await put('a', 9n);
      expect(told(await round(cursor, size)).at(-1)).toBe('a=9');
      clock.now += 8000;
      await drop('a');
    }
  });
});

describe('tokens', () => {
  const cursor = { since: 5, next: 7, after: changeRowKey(6, 'v', 'x') };
  const binding = { tenant: 'a', query: 'q' };

  it('carry what they are given', () => {
    for (const state of [{ cursor, pageSize: 3 }, { cursor: { since: 5 } }]) {
      expect(readChangeToken(writeChangeToken(state, binding), binding)).toEqual(state);
    }
  });

  it('are of one tenant and one query', () => {
    const token = writeChangeToken({ cursor }, binding);
    for (const other of [
      { ...binding, tenant: 'b' },
      { ...binding, query: 'r' },
    ]) {
      expect(() => readChangeToken(token, other)).toThrow(/does not belong/);
    }
    for (const wrong of ['', 'c1', `${token}.x`, token.replace('c1', '1')]) {
      expect(() => readChangeToken(wrong, binding)).toThrow(/does not belong/);
    }
  });

  it('lead nowhere but to change rows', async () => {
    const { store, scope } = openChanges();
    for (const after of ['e_a', 'i_x', 'd', 'c_000000000000001_x']) {
      const forged = { since: 9_000, next: 9_000, after };
      await expect(store.changes(scope, counts, forged, 1)).rejects.toMatchObject({ innerCode: 'invalidDeltaToken' });
    }
  });
});
