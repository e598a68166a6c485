import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { openChanges, told } from '../../support/changeRounds.ts';

const day = 86_400_000;

describe('upkeep', () => {
  it('purges tombstones that no link can need any more, and keeps all others', async () => {
    const { clock, put, drop, check, maintain, round, begin } = openChanges();
    const keys = Array.from({ length: 150 }, (_, index) => `k${index}`);
    for (const key of [...keys, 'kept']) await put(key);
    for (const key of keys) await drop(key);
    clock.now += 20 * day;
    await put('late');
    const cursor = await begin();
    await drop('late');
    expect(await maintain()).toEqual({ purged: 0, damaged: 0, complete: true });
    clock.now += 10 * day + 2 * 3_600_000;
    expect(await maintain()).toEqual({ purged: 150, damaged: 0, complete: true });
    expect(await check()).toEqual({ entities: 1, tombstones: 1, faults: [] });
    expect(told(await round(cursor))).toEqual(['-late']);
    clock.now += 21 * day;
    expect(await maintain()).toMatchObject({ purged: 1 });
    expect(await check()).toEqual({ entities: 1, tombstones: 0, faults: [] });
  });

  it('is bounded for each run, and goes on where it stopped', async () => {
    const { clock, put, drop, check, maintain } = openChanges(({ operation }) =>
      operation === 'range' ? { endPageAfter: 1 } : undefined,
    );
    for (let key = 0; key < 130; key += 1) {
      await put(`k${key}`);
      await drop(`k${key}`);
    }
    clock.now += 31 * day;
    const runs = [await maintain(), await maintain(), await maintain()];
    expect(runs.map(({ purged, complete }) => [purged, complete])).toEqual([
      [50, false],
      [50, false],
      [30, true],
    ]);
    expect(await check()).toMatchObject({ tombstones: 0, faults: [] });
  });

  it('goes on where it was killed, and does little again', async () => {
    let answers = 0;
    let last = Infinity;
    const {
      clock,
      put,
      drop,
      check,
      maintain,
      counts: used,
      reset,
    } = openChanges(({ operation }) => {
      if (operation !== 'range') return undefined;
      answers += 1;
      return answers > last ? { failBefore: { kind: 'forbidden' } } : { endPageAfter: 1 };
    });
    for (let key = 0; key < 60; key += 1) await put(`k${key}`);
    for (let key = 0; key < 40; key += 1) {
      await put(`gone${key}`);
      await drop(`gone${key}`);
    }
    clock.now += 31 * day;
    // Killed after so many answers, again and again.
    const walked: number[] = [];
    for (let runs = 0; runs < 40; runs += 1) {
      last = (answers = 0) + 13;
      reset();
      const done = await maintain().catch(() => undefined);
      walked.push(used.range);
      if (done?.complete === true) break;
    }
    expect(walked.length).toBeLessThan(30);
    last = Infinity;
    expect(await check()).toMatchObject({ tombstones: 0, faults: [] });
  });

  it('may be done by two at once', async () => {
    const { clock, put, drop, check, memory, scope } = openChanges();
    for (let key = 0; key < 20; key += 1) {
      await put(`k${key}`);
      await drop(`k${key}`);
    }
    clock.now += 31 * day;
    const runs = await Promise.all([1, 2, 3].map(async () => await createStore(memory).maintain(scope, counts)));
    expect(runs.reduce((sum, { purged }) => sum + purged, 0)).toBe(20);
    expect(await check()).toMatchObject({ tombstones: 0, faults: [] });
  });

  it('reports rows that cannot be read, and touches none of them', async () => {
    const { clock, put, memory, scope, maintain } = openChanges();
    await put('a');
    const partition = memory.partition(scope, counts.name);
    const damaged = ['e_b', `c_${String(clock.now).padStart(15, '0')}_x_y`];
    await partition.transact(damaged.map((rowKey) => ({ kind: 'upsert', row: { rowKey, properties: { id: 'b' } } })));
    clock.now += 31 * day;
    expect(await maintain()).toEqual({ purged: 0, damaged: 2, complete: true });
    expect(scope.logged.map(({ level }) => level)).toEqual(['error', 'error']);
    for (const rowKey of damaged) expect(await partition.get(rowKey)).toMatchObject({ value: { row: { rowKey } } });
  });

  it('is nothing that reading changes does', async () => {
    const { clock, put, drop, round, begin, counts: used, reset } = openChanges();
    await put('a');
    await drop('a');
    clock.now += 31 * day;
    reset();
    const { cursor } = await round(await begin());
    clock.now += day;
    await round(cursor);
    await expect(round({ ...cursor, next: clock.now + 1000 * day })).rejects.toMatchObject({ status: 400 });
    expect(used.transact).toBe(0);
  });
});
