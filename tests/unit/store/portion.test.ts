/** Bulks where a partition never saves up a whole transaction, and takes the same rows in several. */
import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { Change, EachCommitted, StorageScope, Store } from '../../../shared/store/contract/store.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { Portion } from '../../../shared/store/pace/portion.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import type { Outcome } from '../../../shared/store/rows/rows.ts';
import { patch, update } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { pacedStage } from '../../support/pacedStage.ts';
import { rowsWith } from '../../support/rowsWith.ts';
import { secondsFor } from '../../support/secondsFor.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';

// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const put = (key: string): Change => patch(counts, key, { teams: 1n, reportDate: '2026-01-02' });
const change = (key: string): Change => patch(counts, key, { teams: 2n });
const isFailed = (one: EachCommitted | undefined): boolean => one instanceof ODataError;

/** Where entities are written, and their keys. */
type Written = [store: Store, scope: StorageScope, keys: readonly string[]];

/** How many of these changes were not carried out. */
async function failedOf(store: Store, scope: StorageScope, changes: readonly Change[]): Promise<number> {
  return (await store.commitEach(scope, counts, changes)).filter(isFailed).length;
}

test.each([
  ['200 rows a second', () => 200, 600],
  ['2,000, and after a quarter of a second 200', (time: number) => (time < 250 ? 2000 : 200), 600],
])('%s: a partition that never saves up a whole transaction takes smaller ones', async (_, rows, count) => {
  const { stores, scope, seconds, faults } = pacedStage({ rows, burst: 0.25 });
  expect(await failedOf(stores[0]!, scope(), hashedKeys(count).map(put))).toBe(0);
  expect(seconds()).toBeLessThanOrEqual(1.3 * secondsFor(4 * count, rows) + 1);
  expect(await faults()).toEqual([]);
});

// What is refused costs a row each time, which keeps it from coming late: tries that are too many take what there is.
test.each([
  { perSecond: 50, burst: 0.25, instances: 1, share: 0.65, most: 280 },
  { perSecond: 50, burst: 0.25, instances: 2, share: 0.5, most: 500 },
  { perSecond: 100, burst: 0.25, instances: 1, share: 0.78, most: 260 },
  { perSecond: 100, burst: 0.25, instances: 2, share: 0.6, most: 800 },
  { perSecond: 100, burst: 1, instances: 1, share: 0.8, most: 250 },
  { perSecond: 200, burst: 0.25, instances: 2, share: 0.75, most: 600 },
])(
  '$perSecond rows a second, $burst s saved up, by $instances: what time allows is stored',
  async ({ perSecond, burst, instances, share, most }) => {
    const { stores, scope, faults, transactions } = pacedStage({ rows: () => perSecond, burst }, instances);
    // As many rows as are taken in the 24 s in which turns come.
    const count = Math.ceil((24 * perSecond) / 4 / instances);
    const failed = await Promise.all(
      stores.map(async (store, at) => await failedOf(store, scope(), hashedKeys(count, `${at}`).map(put))),
    );
    const stored = instances * count - failed.reduce((sum, one) => sum + one, 0);
    expect(stored).toBeGreaterThanOrEqual(share * instances * count);
    expect(transactions()).toBeLessThanOrEqual(most);
    expect(await faults()).toEqual([]);
  },
);

test('500 items find time at 100 rows a second with a quarter of a second saved up, 1,000 at 200', async () => {
  for (const [perSecond, count] of [
    [100, 500],
    [200, 1000],
  ] as const) {
    const { stores, scope } = pacedStage({ rows: () => perSecond, burst: 0.25 });
    expect(await failedOf(stores[0]!, scope(), hashedKeys(count).map(put))).toBe(0);
  }
});

// A bulk that is one transaction of few rows is told to be divided by nothing but its own refusals.
test.each([
  ['50 rows a second, 12 saved up', 50, [3, 4, 5, 6, 7, 8, 9, 10]],
  ['100 rows a second, 25 saved up', 100, [6, 7, 8, 9, 10, 12, 20, 25]],
  ['200 rows a second, 50 saved up', 200, [12, 13, 14, 20, 25]],
])('%s: a single transaction of any size is divided', async (_, perSecond, sizes) => {
  const capacity = { rows: () => perSecond, burst: 0.25 };
  const fresh = await Promise.all(
    sizes.map(async (count) => {
      const { stores, scope, seconds } = pacedStage(capacity);
      const failed = await failedOf(stores[0]!, scope(), hashedKeys(count).map(put));
      return { count, failed, inTime: seconds() < 12 };
    }),
  );
  expect(fresh).toEqual(sizes.map((count) => ({ count, failed: 0, inTime: true })));
});

test.each([
  ['changed', async (...[store, scope, keys]: Written) => await failedOf(store, scope, keys.map(change))],
  ['removed', async (...[store, scope]: Written) => Number(!(await store.removeAll(scope, counts)).complete)],
])('seven entities that exist are %s where 25 rows are saved up', async (_, write) => {
  let most = 1e6;
  const { clock, stores, scope, faults } = pacedStage({ rows: () => most, burst: 0.25 });
  const keys = hashedKeys(7);
  expect(await failedOf(stores[0]!, scope(), keys.map(put))).toBe(0);
  most = 100;
  await clock.wait(70_000, new AbortController().signal);
  expect(await write(stores[0]!, scope(), keys)).toBe(0);
  expect(await faults()).toEqual([]);
});

// What was taken long ago says nothing of what is taken now.
test.each([3000, 20_000, 90_000])(
  '14 entities taken at once are divided where they are not %s ms later',
  async (pause) => {
    const { clock, stores, scope } = pacedStage({ rows: (time) => (time < 1000 ? 2000 : 200), burst: 0.25 });
    expect(await failedOf(stores[0]!, scope(), hashedKeys(14, 'first').map(put))).toBe(0);
    await clock.wait(pause, new AbortController().signal);
    expect(await failedOf(stores[0]!, scope(), hashedKeys(14, 'then').map(put))).toBe(0);
  },
);

// Nothing can be divided there, so it tells of nothing that is to be.
test('entities that are refused by themselves keep no whole transactions from being sent', async () => {
  const rows = (time: number): number => (time >= 1000 && time < 5000 ? 0 : 2000);
  const { clock, stores, scope, transactions } = pacedStage({ rows, burst: 0.25 });
  await clock.wait(1500, scope().signal);
  const single = hashedKeys(30, 'one').map(async (key) => await failedOf(stores[0]!, scope(), [put(key)]));
  expect(await Promise.all(single)).toEqual(single.map(() => 0));
  const before = transactions();
  expect(await failedOf(stores[0]!, scope(), hashedKeys(500).map(put))).toBe(0);
  expect(transactions() - before).toBeLessThanOrEqual(40);
});

test('of several numbers of rows that are refused the fewest count, unless as many are taken', () => {
  const portion = new Portion();
  for (let at = 0; at <= 1600; at += 200) {
    portion.took({ at, rows: 20 });
    for (const rows of [100, 36]) portion.refused({ at, rows }, at + 10);
    // Their answer came later than those of what was sent after them.
    portion.refused({ at: at - 1, rows: 12 }, at + 10);
  }
  expect([portion.most(1610), portion.most(61_700)]).toEqual([20, 100]);
});

test('where others write too and whole transactions come late, they are waited for longer', () => {
  const portion = new Portion();
  const most = [10_000, 13_500, 16_500].map((end, step) => {
    for (let at = [0, 10_100, 13_600][step]!; at <= end; at += 100) {
      portion.took({ at, rows: step === 0 && at % 1000 === 0 ? 100 : 1 });
      portion.refused({ at: at + 1, rows: 100 }, at + 10);
    }
    return portion.most(end);
  });
  expect(most).toEqual([100, 100, 40]);
});

// Fewer at once for a minute would be three times as many transactions.
test('where storage takes nothing for two seconds, whole transactions go on', async () => {
  const rows = (time: number): number => (time >= 1000 && time < 3000 ? 0 : 2000);
  const { stores, scope, transactions } = pacedStage({ rows, burst: 0.25 });
  for (const name of ['one', 'two', 'three']) {
    expect(await failedOf(stores[0]!, scope(), hashedKeys(1000, name).map(put))).toBe(0);
  }
  expect(transactions()).toBeLessThanOrEqual(260);
});

test('two instances share it, and entities that exist are changed there', async () => {
  let most = 1e6;
  const { clock, stores, scope, faults } = pacedStage({ rows: () => most, burst: 0.25 }, 2);
  const names = ['one', 'other'].map((name) => hashedKeys(200, name));
  for (const keys of names) expect(await failedOf(stores[0]!, scope(), keys.map(put))).toBe(0);
  most = 250;
  await clock.wait(1000, scope().signal);
  const changed = names.map((keys) => keys.map(change));
  const failed = await Promise.all(stores.map(async (store, at) => await failedOf(store, scope(), changed[at]!)));
  expect(failed).toEqual([0, 0]);
  expect(await faults()).toEqual([]);
});

test('whole transactions are tried again after a minute', async () => {
  const { clock, stores, scope, transactions } = pacedStage({
    rows: (time) => (time < 40_000 ? 200 : 2000),
    burst: 0.25,
  });
  expect(await failedOf(stores[0]!, scope(), hashedKeys(200, 'small').map(put))).toBe(0);
  expect(transactions()).toBeGreaterThan(28);
  await clock.wait(70_000, new AbortController().signal);
  const before = transactions();
  expect(await failedOf(stores[0]!, scope(), hashedKeys(200, 'whole').map(put))).toBe(0);
  expect(transactions() - before).toBeLessThanOrEqual(16);
});

// What storage refuses may have been carried out all the same, or come late.
test.each([
  ['new ones', 0],
  ['such as exist', 1],
])('changes of %s are carried out once, whatever comes late of what was divided', async (_, existing) => {
  const clock = virtualClock();
  const random = seededRandom(7);
  const memory = createMemoryRows({ now: clock.now });
  const late: (() => Promise<Outcome<undefined>>)[] = [];
  const few = 40;
  let isOn = false;
  let comes = 0;
  const rows = rowsWith(memory, (partition, scope) => ({
    async transact(operations) {
      await clock.wait(10, scope.signal);
      if (isOn && operations.length > few) {
        late.push(async () => await partition.transact(operations));
        return { ok: false, failure: { kind: 'throttled' } };
      }
      const come = random() < 0.3 ? late.pop() : undefined;
      const isBefore = random() < 0.5;
      const [first, last] = isBefore ? [come, undefined] : [undefined, come];
      if ((await first?.())?.ok === true) comes += 1;
      const outcome = await partition.transact(operations);
      if ((await last?.())?.ok === true) comes += 1;
      return outcome;
    },
  }));
  const { tenant } = storageScope();
  const scope = (): StorageScope => storageScope({ tenant, clock });
  const store = createStore(rows);
  const keys = hashedKeys(150);
  const increments = keys.map((key) => update(counts, key, ({ teams }) => ({ teams: ((teams ?? 0n) as bigint) + 1n })));
  if (existing > 0) expect(await failedOf(store, scope(), increments)).toBe(0);
  isOn = true;
  const outcomes = await store.commitEach(scope(), counts, increments);
  for (const come of late) await come();
  expect(comes).toBeGreaterThan(0);
  expect(outcomes.filter(isFailed)).toEqual([]);
  for (const key of keys) {
    const { entity } = (await store.read(scope(), counts, key))!;
    expect(entity['teams']).toBe(BigInt(existing + 1));
  }
  expect((await checkRows(memory, scope(), counts)).faults).toEqual([]);
});

test('upkeep removes rows there', async () => {
  let most = 1e6;
  const { clock, rows, scope, stores } = pacedStage({ rows: () => most, burst: 0.25 });
  expect(await failedOf(stores[0]!, scope(), hashedKeys(200).map(put))).toBe(0);
  most = 250;
  await clock.wait(1000, scope().signal);
  expect(await stores[0]!.removeAll(scope(), counts)).toMatchObject({ complete: true });
  expect(await checkRows(rows, scope(), counts)).toMatchObject({ entities: 0 });
});
