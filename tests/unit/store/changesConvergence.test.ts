/** A follower's copy comes to what is stored, whatever writers do meanwhile and however late their writes appear. */
import fc from 'fast-check';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { trackingTimes, type ChangeCursor, type TrackingTimes } from '../../../shared/store/contract/changeCursor.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import type { Change, Store } from '../../../shared/store/contract/store.ts';
import { patch, remove } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { lateStorage, type LateStorage, skewClocks } from '../../support/lateStorage.ts';
import { sampleType } from '../../support/sampleType.ts';
import { seededRandom } from '../../support/seededFaults.ts';
import { storageScope } from '../../support/storageScope.ts';

const tenant = 'a-tenant';
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** Random runs with each kind of change rows: 25, and 2,000 at night. */
const runs = Number(process.env['CONVERGENCE_RUNS'] ?? 25);

type Copy = Map<string, string>;

/** Carries on although a request fails, as callers do. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ODataError) || error.status < 500) throw error;
  }
}

/** Writes at random: single changes, groups that are all or nothing, and many each for itself. */
async function write(
  type: EntityType,
  store: Store,
  storage: LateStorage,
  random: () => number,
  writes: number,
): Promise<void> {
  for (let left = writes; left > 0; left -= 1) {
    const changeOf = (key: string): Change =>
      random() < 0.3
        ? remove(key)
        : patch(type, key, {
            count: BigInt(Math.floor(random() * 1e6)),
            day: `2026-01-0${1 + Math.floor(random() * 3)}`,
          });
    const keys = names.filter(() => random() < 0.3);
    const changes = keys.map(changeOf);
    const scope = storage.request(tenant);
    const kind = random();
    await attempt(async () =>
      kind < 0.6
        ? await store.commit(scope, type, changes.slice(0, 1))
        : kind < 0.8
          ? await store.commit(scope, type, changes)
          : await store.commitEach(scope, type, changes),
    );
  }
}

interface FollowerState {
  readonly copy: Copy;
  cursor: ChangeCursor;
}

/** Reads everything, in pages, and stands where the changes begin. */
async function startFollowing(
  type: EntityType,
  store: Store,
  storage: LateStorage,
  random: () => number,
): Promise<FollowerState> {
  const begun = await store.startTracking(storage.request(tenant), type);
  const copy: Copy = new Map();
  let after: readonly string[] | undefined;
  do {
    const limit = 1 + Math.floor(random() * 4);
    const request = { skip: 0, limit, complete: false, ...(after && { after }) };
    const page = await store.page(storage.request(tenant), type, { orderby: [] }, request);
    for (const { entity, version } of page.entities) copy.set(entity.id, version);
    after = page.next?.position;
  } while (after !== undefined);
  return { copy, cursor: begun };
}

/** Reads one page of changes and applies it. */
async function follow(
  type: EntityType,
  store: Store,
  storage: LateStorage,
  state: FollowerState,
  limit: number,
): Promise<void> {
  const { changes, cursor } = await store.changes(storage.request(tenant), type, state.cursor, limit);
  for (const change of changes) {
    if (change.kind === 'deleted') state.copy.delete(change.key);
    else state.copy.set(change.stored.entity.id, change.stored.version);
  }
  state.cursor = cursor;
}

/** Runs writers on two instances and a follower; returns its copy in the end, and what is stored. */
async function run(type: EntityType, seed: number, times: TrackingTimes) {
  const random = seededRandom(seed);
  const storage = lateStorage(random);
  const clocks = skewClocks();
  const instances = [createStore(storage.rows, times), createStore(storage.rows, times)] as const;
  const skews = [0, (random() * 2 - 1) * 300_000] as const;
  const asInstance = async (index: 0 | 1, work: (store: Store) => Promise<void>) =>
    await clocks.asInstance(skews[index], async () => await work(instances[index]));
  try {
    const progress = { isWriting: true };
    let state: FollowerState | undefined;
    const writers = ([0, 1, 0, 1] as const).map(
      async (index) => await asInstance(index, async (store) => await write(type, store, storage, random, 10)),
    );
    const followAll = async () => {
      while (progress.isWriting) {
        await asInstance(random() < 0.5 ? 0 : 1, async (store) => {
          if (state === undefined || random() < 0.02)
            await attempt(async () => (state = await startFollowing(type, store, storage, random)));
          else {
            const current = state;
            await attempt(async () => {
              await follow(type, store, storage, current, 1 + Math.floor(random() * 6));
            });
          }
        });
      }
    };
    const written = Promise.all(writers).finally(() => (progress.isWriting = false));
    // Where one fails the run has failed: the others may wait for it for ever.
    await Promise.all([written, followAll()]);
    const store = instances[0];
    state ??= await startFollowing(type, store, storage, random);
    storage.pass(100_000);
    // To the end of the round under way, and one more.
    for (let rounds = state.cursor.after === undefined ? 1 : 2; rounds > 0; rounds -= 1) {
      do await follow(type, store, storage, state, 1000);
      while (state.cursor.after !== undefined);
    }
    const scope = storageScope({ tenant });
    const stored: Copy = new Map();
    for (const name of names) {
      const version = (await createStore(storage.sound).read(scope, type, name))?.version;
      if (version !== undefined) stored.set(name, version);
    }
    expect((await checkRows(storage.sound, scope, type)).faults).toEqual([]);
    return { copy: [...state.copy].sort(), stored: [...stored].sort() };
  } finally {
    clocks.end();
  }
}

/** Change rows that hold the entity, and those that only name it. */
const types: readonly (readonly [rows: string, type: EntityType])[] = [
  ['copies', sampleType],
  ['pointers', { ...sampleType, shape: 'detail' }],
];

test.each(types)(
  'with writers on two instances whose clocks differ, and writes that appear late: %s',
  async (_rows, type) => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.integer({ min: 1 })), async (seed) => {
        const { copy, stored } = await run(type, seed, trackingTimes);
        expect(copy).toEqual(stored);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  },
  // Ends what hangs, however many they are.
  Math.max(180_000, 1000 * runs),
);

test.each(types)('and without the holdback it would not: %s', async (_rows, type) => {
  let missed = 0;
  for (let seed = 1; seed <= 60 && missed === 0; seed += 1) {
    const { copy, stored } = await run(type, seed, { ...trackingTimes, holdback: 2000 });
    if (JSON.stringify(copy) !== JSON.stringify(stored)) missed += 1;
  }
  expect(missed).toBeGreaterThan(0);
});
