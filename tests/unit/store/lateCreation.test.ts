import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { startClock } from '../../../shared/store/contract/clock.ts';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { Rows } from '../../../shared/store/rows/rows.ts';
import { patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { lateRows } from '../../support/lateRows.ts';
import { sampleType } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';
import { type VirtualClock, virtualClock } from '../../support/virtualClock.ts';
import { rowsWith } from '../../support/rowsWith.ts';

const create = patch(counts, 'a', { teams: 1n });

describe('a creation that is answered with an error while storage may still carry it out', () => {
  test.each([
    [
      'time is up',
      504,
      (clock: VirtualClock) => {
        clock.pass(25_000);
      },
    ],
    ['there is time', 200, () => undefined],
  ] as const)('never comes after the answer when %s', async (_what, status, meanwhile) => {
    const clock = virtualClock();
    const memory = createMemoryRows({ now: clock.now });
    const { rows, hold, release } = lateRows(memory);
    const scope = storageScope({ clock });
    hold(async () => {
      await Promise.resolve();
      meanwhile(clock);
    });
    const answer = createStore(rows).commit(scope, counts, [create]);
    if (status === 504) await expect(answer).rejects.toMatchObject({ status });
    else await answer;
    // What was acknowledged since is not undone by what comes late.
    const other = storageScope({ tenant: scope.tenant, clock });
    await createStore(memory).commit(other, counts, [remove('a')]);
    expect(await release()).toMatchObject({ ok: false, failure: { kind: 'conflict' } });
    expect(await createStore(memory).read(other, counts, 'a')).toBeUndefined();
    expect((await checkRows(memory, other, counts)).faults).toEqual([]);
  });

  it('has three seconds for that, whatever was left of its own time', async () => {
    const clock = virtualClock();
    let transactions = 0;
    const rows = createMemoryRows({
      now: clock.now,
      fault: ({ operation }) => {
        if (operation !== 'transact') return undefined;
        transactions += 1;
        return transactions === 1 ? { delay: 5999, failAfter: { kind: 'timeout' } } : { delay: 2500 };
      },
    });
    const scope = storageScope({ clock, milliseconds: 5000 });
    await expect(createStore(rows).commit(scope, counts, [create])).rejects.toMatchObject({
      status: 504,
      headers: { 'Retry-After': '2' },
    });
    expect(transactions).toBe(2);
    expect(clock.now() - clock.started).toBe(7500);
  });

  test.each([
    ['throttled', { kind: 'throttled', retryAfter: 9 }, 503],
    ['unavailable', { kind: 'unavailable' }, 503],
    ['silent', { kind: 'timeout' }, 504],
  ] as const)('says that it may still take effect within 30 s when storage is %s', async (_what, failure, status) => {
    const clock = virtualClock();
    const fault = ({ operation }: { operation: string }): MemoryFault =>
      operation === 'transact' ? { failBefore: failure } : {};
    const rows = createMemoryRows({ now: clock.now, fault });
    const scope = storageScope({ clock });
    await expect(createStore(rows).commit(scope, counts, [create])).rejects.toMatchObject({
      status,
      message: expect.stringContaining('may still do so within 30 seconds'),
      headers: { 'Retry-After': '30' },
    });
    expect(scope.logged).toMatchObject([{ level: 'error', message: expect.stringContaining('coming late') }]);
  });

  it('is told plainly where storage gave a final answer', async () => {
    const rows = createMemoryRows({
      fault: ({ operation }) => (operation === 'transact' ? { failBefore: { kind: 'forbidden' } } : undefined),
    });
    const scope = storageScope();
    await expect(createStore(rows).commit(scope, counts, [create])).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('Nothing was written'),
    });
    expect(scope.usage).toMatchObject({ requests: 3, retries: 0 });
  });
});

/** Rows that do something behind every read. */
function afterReads(rows: Rows, then: () => void): Rows {
  return rowsWith(rows, (partition) => ({
    async get(rowKey) {
      const outcome = await partition.get(rowKey);
      then();
      return outcome;
    },
  }));
}

test.each([
  ['the wall clock goes on while the machine sleeps', { wall: 26_000, monotonic: 0 }, 0],
  ['the wall clock is set back and time passes', { wall: -3_600_000, monotonic: 26_000 }, 0],
  ['the wall clock is set back', { wall: -3_600_000, monotonic: 10 }, 1],
] as const)('nothing is begun too late when %s', async (_what, moved, transactions) => {
  const time = { wall: 1_900_000_000_000, monotonic: 5 };
  const clock = startClock({ wall: () => time.wall, monotonic: () => time.monotonic });
  const memory = createMemoryRows();
  let begun = 0;
  const counting: Rows = rowsWith(memory, (partition) => ({
    transact: async (operations) => {
      begun += 1;
      return await partition.transact(operations);
    },
  }));
  const rows = afterReads(counting, () => {
    time.wall += moved.wall;
    time.monotonic += moved.monotonic;
  });
  const base = storageScope();
  const scope = { ...base, clock, deadline: clock.started + 25_000 };
  const answer = createStore(rows).commit(scope, counts, [create]);
  if (transactions === 0) await expect(answer).rejects.toMatchObject({ status: 504 });
  else await answer;
  expect(begun).toBe(transactions);
});

test('a group too long for a transaction in bytes is refused whole, and what is promised fits', async () => {
  const { store, scope, memory } = (() => {
    const rows = createMemoryRows();
    return { store: createStore(rows), scope: storageScope(), memory: rows };
  })();
  const group = (bytes: number) =>
    Array.from({ length: 9 }, (_, index) =>
      patch(sampleType, `k${index}`, { names: ['x'.repeat(Math.floor(bytes / 3)).replaceAll('x', '\u754c')] }),
    );
  const error = await store.commit(scope, sampleType, group(95_000)).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error).toMatchObject({ innerCode: 'batchRequestLimitExceeded' });
  const [, changes, bytes] = /; (\d+) always fit when none of the entities takes more than (\d+) bytes/.exec(
    error!.message,
  )!;
  expect([Number(changes), (await checkRows(memory, scope, sampleType)).entities]).toEqual([9, 0]);
  await store.commit(scope, sampleType, group(Number(bytes)));
});
