import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { EachCommitted, StorageScope, Store } from '../../../shared/store/contract/store.ts';
import { maxOperations } from '../../../shared/store/rows/rows.ts';
import { retentionProperties, retentionRowKey } from '../../../shared/store/retention/retentionState.ts';
import { patch } from '../../support/changes.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { daysKept, pacedStage } from '../../support/pacedStage.ts';
import { isNight, sampled } from '../../support/sampled.ts';
import { sampledKinds } from '../../support/sampledKinds.ts';
import { secondsFor } from '../../support/secondsFor.ts';
import { seededRandom } from '../../support/seededFaults.ts';

// Pauses before repetitions are partly random.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockImplementation(seededRandom(24));
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Rows of a new entity of the set. */
const rowsOfOne = 4;
/** The set while an index is added to it. */
const building = {
  ...counts,
  indexes: [...counts.indexes, { parts: [{ property: 'teams' }], building: true as const }],
};
const put = (key: string) => patch(counts, key, { teams: 1n, reportDate: '2026-01-02' });
const failedOf = (outcomes: readonly EachCommitted[]): readonly ODataError[] =>
  outcomes.filter((one) => one instanceof ODataError);

/** Writes as many new entities, a request of 1,000 after the other. */
async function writeBulks(store: Store, scope: () => StorageScope, count: number, name: string): Promise<number> {
  let failed = 0;
  const keys = hashedKeys(count, name);
  for (let at = 0; at < count; at += 1000) {
    const changes = keys.slice(at, at + 1000).map(put);
    failed += failedOf(await store.commitEach(scope(), counts, changes)).length;
  }
  return failed;
}

const capacities: readonly (readonly [string, (time: number) => number])[] = [
  ['500 rows a second', () => 500],
  ['2,000 rows a second', () => 2_000],
  ['16,000 rows a second', () => 16_000],
  ['2,000, then 500, then 4,000', (time) => (time < 1000 ? 2_000 : time < 3000 ? 500 : 4_000)],
  ['500, then 2,000', (time) => (time < 2000 ? 500 : 2_000)],
];
/** Other ones before they can be measured. */
const restless: typeof capacities = [
  ['2,000 and 500 by turns of half a second', (time) => (time % 1000 < 500 ? 2_000 : 500)],
  ['500 and 2,000 by turns of half a second', (time) => (time % 1000 < 500 ? 500 : 2_000)],
];
const bursts = [0.25, 1];
const asked = [undefined, 1, 2];

const kindsOf = ([name, perSecond]: (typeof capacities)[number]) =>
  bursts.flatMap((burst) =>
    asked.map((retryAfter) => ({
      kinds: [name, burst, retryAfter],
      title: `${name}, ${burst} s saved up, ${retryAfter === undefined ? 'without' : 'with'} Retry-After`,
      capacity: { rows: perSecond, burst, ...(retryAfter !== undefined && { retryAfter }) },
    })),
  );
const kinds = capacities.flatMap(kindsOf);
/** Transactions that are sent at most for each that is taken, refused ones included; without the row that keeps each of those from coming late. */
const mostTries = 1.9;

// Every kind is in the table of whole transactions, at a fiftieth of the cost.
describe.each(sampled(kinds, 2))('storage that takes $title', ({ capacity }) => {
  test.each(isNight ? [1000, 2000] : [1000])('loses no item of %d, and is used', async (count) => {
    const { stores, scope, seconds, faults } = pacedStage(capacity);
    const failed = await writeBulks(stores[0]!, scope, count, 'one');
    const most = 1.3 * secondsFor(count * rowsOfOne, capacity.rows) + 1;
    expect(failed).toBe(0);
    expect(seconds()).toBeLessThanOrEqual(most);
    expect(await faults()).toEqual([]);
  });

  test('is shared by two instances', async () => {
    const { stores, scope, seconds } = pacedStage(capacity, 2);
    const failed = await Promise.all(stores.map(async (store, at) => await writeBulks(store, scope, 1000, `${at}`)));
    expect(failed).toEqual([0, 0]);
    expect(seconds()).toBeLessThanOrEqual(1.5 * secondsFor(2000 * rowsOfOne, capacity.rows) + 1);
  });
});

test.each(sampled(kindsOf(capacities[0]!), 1))(
  'five bulks of 1,000 one after the other lose no item where storage takes $title',
  async ({ capacity }) => {
    const { stores, scope, seconds, faults } = pacedStage(capacity);
    const failed = await writeBulks(stores[0]!, scope, 5000, 'one');
    expect(failed).toBe(0);
    expect(seconds()).toBeLessThanOrEqual(1.3 * secondsFor(5000 * rowsOfOne, capacity.rows) + 1);
    expect(await faults()).toEqual([]);
  },
);

// A rate far above what the partition takes would send the same again and again.
test('what is found is what a partition takes', async () => {
  const { stores, scope, transactions } = pacedStage({ rows: () => 2000, burst: 0.25 });
  expect(await writeBulks(stores[0]!, scope, 2000, 'one')).toBe(0);
  expect(transactions()).toBeLessThanOrEqual(mostTries * ((2000 * rowsOfOne) / maxOperations));
});

test.each(sampled(restless.flatMap(kindsOf), 1))('no item is lost where storage takes $title', async ({ capacity }) => {
  const { stores, scope, seconds, faults } = pacedStage(capacity);
  const bulks = 5;
  expect(await writeBulks(stores[0]!, scope, bulks * 1000, 'one')).toBe(0);
  expect(seconds()).toBeLessThanOrEqual(1.3 * secondsFor(bulks * 1000 * rowsOfOne, capacity.rows) + 1);
  expect(await faults()).toEqual([]);
});

type Stage = ReturnType<typeof pacedStage>;

/** Milliseconds that one of a hundred writes of callers takes at least, of so many with a pause between them. */
async function slowestOfHundred({ clock, scope, stores }: Stage, writes: number, pause: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < writes; count += 1) {
    await clock.wait(pause, scope().signal);
    const began = clock.now();
    await stores[0]!.commit(scope(), counts, [put(`caller-${count}`)]);
    times.push(clock.now() - began);
  }
  times.sort((one, other) => one - other);
  return times[Math.ceil(times.length * 0.99) - 1]!;
}

/** Work of the app that lasts until it is told to stop. */
const works: Readonly<Record<string, (stage: Stage, isOver: () => boolean) => Promise<void>>> = {
  async 'what collector and import send'({ stores, scope }, isOver) {
    const sender = async (name: number): Promise<void> => {
      for (let round = 0; !isOver(); round += 1) {
        await stores[0]!.commitEach(scope(), counts, hashedKeys(500, `${name}-${round}`).map(put));
      }
    };
    await Promise.all([1, 2].map(sender));
  },
  async 'the removal of rows'({ stores, scope }, isOver) {
    for (let isEmpty = false; !isOver();) {
      if (isEmpty) await stores[0]!.commitEach(scope(), counts, hashedKeys(500).map(put));
      isEmpty = (await stores[0]!.removeAll(scope(), counts)).complete;
    }
  },
  async 'the deletion of rows past their time'(stage, isOver) {
    const { rows, scope, stores } = stage;
    const row = { rowKey: retentionRowKey, properties: retentionProperties({ days: daysKept }) };
    await rows.partition(scope(), counts.name).transact([{ kind: 'upsert', row }]);
    let expired = 0;
    await keepBusy(stage, isOver, async () => {
      const night = await stores[0]!.retain(scope(), counts);
      expired += night.expired;
      return night.complete;
    });
    expect(expired).toBeGreaterThan(0);
  },
  async 'the building of an index'(stage, isOver) {
    let added = 0;
    await keepBusy(stage, isOver, async () => {
      const night = await stage.stores[0]!.maintain(stage.scope(), building);
      added += night.added ?? 0;
      return night.complete;
    });
    expect(added).toBeGreaterThan(0);
  },
};

/** Adds entities whenever upkeep has done with those before. */
async function keepBusy(
  { stores, scope }: Stage,
  isOver: () => boolean,
  upkeep: () => Promise<boolean>,
): Promise<void> {
  while (!isOver()) {
    await stores[0]!.commitEach(scope(), counts, hashedKeys(500).map(put));
    for (let isDone = false; !isDone && !isOver();) isDone = await upkeep();
  }
}

const besides = Object.keys(works).flatMap((work) =>
  [
    { perSecond: 500, writes: 200, pause: 50 },
    { perSecond: 2_000, writes: 200, pause: 30 },
    { perSecond: 16_000, writes: 100, pause: 10 },
  ].flatMap((given) => asked.map((retryAfter) => ({ work, ...given, retryAfter }))),
);

const kindsBeside = sampledKinds(besides, ({ work }) => [work]);

test.each(kindsBeside)('a caller hardly waits beside $work, at $perSecond rows/s, $retryAfter', async (given) => {
  const { work, perSecond, retryAfter, writes, pause } = given;
  const capacity = { rows: () => perSecond, burst: 0.25, ...(retryAfter !== undefined && { retryAfter }) };
  const alone = await slowestOfHundred(pacedStage(capacity), writes, pause);
  const beside = pacedStage(capacity);
  let isOver = false;
  const working = works[work]!(beside, () => isOver);
  const slowest = await slowestOfHundred(beside, writes, pause);
  isOver = true;
  await working;
  expect(slowest).toBeLessThanOrEqual(3 * alone);
});

test('what time does not allow is 503 item by item, and the rest is stored', async () => {
  const { stores, scope, seconds, faults } = pacedStage({ rows: () => 120, burst: 1 });
  const outcomes = await stores[0]!.commitEach(scope(), counts, hashedKeys(1000).map(put));
  const failed = failedOf(outcomes);
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(500);
  for (const error of failed) {
    expect(error).toMatchObject({ status: 503, headers: { 'Retry-After': expect.any(String) as unknown } });
  }
  expect(seconds()).toBeLessThan(26);
  expect(await faults()).toEqual([]);
});
