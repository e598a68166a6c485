import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { openChanges, told } from '../../support/changeRounds.ts';

describe('a round', () => {
  it('of a fresh link is right and cheap over years of deletions that nobody has purged', async () => {
    const { clock, put, drop, round, begin, scope } = openChanges();
    for (let year = 0; year < 3; year += 1) {
      for (let at = 0; at < 400; at += 1) {
        await put(`old-${year}-${at}`);
        await drop(`old-${year}-${at}`);
      }
      clock.now += 365 * 86_400_000;
    }
    const cursor = await begin();
    await put('a');
    await put('b');
    await drop('b');
    const before = { requests: scope.usage.requests, walked: scope.usage.walked };
    expect(told(await round(cursor)).sort()).toEqual(['-b', 'a=1']);
    expect(scope.usage.requests - before.requests).toBeLessThanOrEqual(4);
    expect(scope.usage.walked - before.walked).toBeLessThanOrEqual(10);
  });

  it('tells each entity once, as it stands, in the order of the changes', async () => {
    const { clock, put, drop, round, begin } = openChanges();
    const cursor = await begin();
    await put('a');
    clock.now += 1000;
    await put('b');
    await put('c');
    clock.now += 1000;
    await put('a', 2n);
    clock.now += 1000;
    await drop('b');
    expect(told(await round(cursor))).toEqual(['c=1', 'a=2', '-b']);
  });

  it('begins again the holdback before it, so that changes of the last minute come twice', async () => {
    const { clock, put, round, begin } = openChanges();
    let { cursor } = await round(await begin());
    await put('a');
    ({ cursor } = await round(cursor));
    clock.now += 59_000;
    await put('b');
    const second = await round(cursor);
    expect(told(second)).toEqual(['a=1', 'b=1']);
    clock.now += 60_000;
    const third = await round(second.cursor);
    expect(told(third)).toEqual(['a=1', 'b=1']);
    expect(told(await round(third.cursor))).toEqual(['b=1']);
    clock.now += 1000;
    const { cursor: last } = await round(third.cursor);
    expect(told(await round(last))).toEqual([]);
  });

  it('never goes back when a clock of storage does', async () => {
    const { clock, round, begin } = openChanges();
    const { cursor } = await round(await begin());
    clock.now -= 5000;
    expect((await round(cursor)).cursor.since).toBe(cursor.since);
  });

  it('goes on behind its last page while others write, and misses nothing', async () => {
    const { put, drop, round, begin, store, scope, clock } = openChanges();
    const cursor = await begin();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await put(key);
    const first = await store.changes(scope, counts, cursor, 2);
    expect(first.changes).toHaveLength(2);
    clock.now += 1000;
    for (const key of ['a', 'b', 'c', 'd', 'e']) await put(key, 2n);
    await drop('c');
    const rest = await round(first.cursor, 2);
    expect(told(rest).sort()).toEqual(['-c', 'a=2', 'b=2', 'd=2', 'e=2']);
    // The next round reaches back before the first page.
    clock.now += 100_000;
    expect(told(await round(rest.cursor)).sort()).toEqual(['-c', 'a=2', 'b=2', 'd=2', 'e=2']);
  });

  it('tells of an entity that was created again in the second of its deletion, wherever the pages end', async () => {
    const { put, drop, round, begin } = openChanges();
    const cursor = await begin();
    for (let teams = 0n; teams < 5n; teams += 1n) await put('a', teams);
    await drop('a');
    // Its stamp is that of the clock, which lies before that of the tombstone.
    await put('a', 9n);
    await put('b');
    for (const size of [1, 2, 1000]) expect(told(await round(cursor, size)).sort()).toEqual(['a=9', 'b=1']);
    await drop('a');
    await drop('b');
    expect(told(await round(cursor, 1000)).sort()).toEqual(['-a', '-b']);
  });

  it('takes empty and partial pages of storage as they are', async () => {
    let left = 0;
    const { put, round, begin } = openChanges(({ operation }) =>
      operation === 'range' ? { endPageAfter: left++ % 3 } : {},
    );
    const cursor = await begin();
    for (let key = 0; key < 20; key += 1) await put(`k${key}`);
    expect((await round(cursor)).changes).toHaveLength(20);
  });

  it('costs two requests when nothing was deleted', async () => {
    const { put, round, begin, counts: used, reset } = openChanges();
    const { cursor } = await round(await begin());
    for (let key = 0; key < 20; key += 1) await put(`k${key}`);
    reset();
    expect((await round(cursor)).changes).toHaveLength(20);
    expect(used).toEqual({ get: 0, range: 2, transact: 0 });
  });

  it('leaves out a row that cannot be read, and says so', async () => {
    const { put, round, begin, memory, scope, clock } = openChanges();
    const cursor = await begin();
    await put('a');
    const rowKey = `c_${String(clock.now).padStart(15, '0')}_x_y`;
    await memory.partition(scope, counts.name).transact([{ kind: 'upsert', row: { rowKey, properties: { id: 'y' } } }]);
    expect(told(await round(cursor))).toEqual(['a=1']);
    expect(scope.logged).toEqual([expect.objectContaining({ level: 'error' })]);
  });
});
