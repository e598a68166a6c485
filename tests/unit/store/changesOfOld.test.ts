import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { readChangeToken, writeChangeToken } from '../../../shared/store/changeToken.ts';
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
  it('are purged while changes are read, when no link can need them any more', async () => {
    const { clock, put, drop, round, begin, check } = openChanges();
    const keys = Array.from({ length: 150 }, (_, index) => `k${index}`);
    for (const key of [...keys, 'kept']) await put(key);
    for (const key of keys) await drop(key);
    clock.now += 20 * day;
    await put('late');
    await drop('late');
    clock.now += 10 * day;
    let cursor = await begin();
    ({ cursor } = await round(cursor));
    expect(await check()).toEqual({ entities: 1, tombstones: 151, faults: [] });
    clock.now += 3 * hour;
    ({ cursor } = await round(cursor));
    expect(await check()).toMatchObject({ tombstones: 51 });
    ({ cursor } = await round(cursor));
    expect(await check()).toEqual({ entities: 1, tombstones: 1, faults: [] });
    await round(cursor);
    clock.now += 20 * day;
    const fresh = await begin();
    await round(fresh);
    expect(await check()).toEqual({ entities: 1, tombstones: 0, faults: [] });
  });

  it('are looked for at most once an hour, at the cost of one request', async () => {
    const { clock, round, begin, counts: used, reset } = openChanges();
    let { cursor } = await round(await begin());
    reset();
    ({ cursor } = await round(cursor));
    expect(used.range).toBe(1);
    clock.now += 2 * hour;
    await round(cursor);
    expect(used.range).toBe(3);
  });

  it('that cannot be purged now wait for another time', async () => {
    let isBroken = false;
    const { clock, put, drop, round, begin, check } = openChanges(({ operation }) =>
      isBroken && operation === 'transact' ? { failBefore: { kind: 'throttled' } } : undefined,
    );
    await put('a');
    await drop('a');
    clock.now += 31 * day;
    const start = await begin();
    isBroken = true;
    const { cursor } = await round(start);
    expect(await check()).toMatchObject({ tombstones: 1 });
    isBroken = false;
    await round(cursor);
    expect(await check()).toMatchObject({ tombstones: 0 });
  });

  it('behind many live changes are reached although storage gives up its search', async () => {
    let isPartial = false;
    const { clock, put, drop, round, begin, check } = openChanges(({ operation }) =>
      isPartial && operation === 'range' ? { endPageAfter: 0 } : undefined,
    );
    await put('a');
    await drop('a');
    clock.now += 31 * day;
    const { cursor } = { cursor: await begin() };
    isPartial = true;
    await expect(round({ ...cursor, purged: 0 })).resolves.toMatchObject({ changes: [] });
    isPartial = false;
    await round(cursor);
    expect(await check()).toMatchObject({ tombstones: 0 });
  });
});

describe('tokens', () => {
  const cursor = { since: 5, next: 7, after: 'c_x', purged: 2 };
  const binding = { tenant: 'a', query: 'q' };

  it('carry what they are given', () => {
    for (const state of [{ cursor, pageSize: 3 }, { cursor: { since: 5, purged: 0 } }]) {
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
      const forged = { since: 9_000, next: 9_000, after, purged: 0 };
      await expect(store.changes(scope, counts, forged, 1)).rejects.toMatchObject({ innerCode: 'invalidDeltaToken' });
    }
  });
});
