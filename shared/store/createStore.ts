import type { EntityType, Shape } from '../edm/entityType.ts';
import { type TrackingTimes, trackingTimes } from './contract/changeCursor.ts';
import { BegunSets } from './write/begunSets.ts';
import { commit, type CommitBegun } from './write/commit.ts';
import { commitEach } from './write/commitEach.ts';
import { KeyQueue } from './write/keyQueue.ts';
import { maintainSet, purgedUntil } from './changes/maintainSet.ts';
import { forgetRows } from './forget/forgetRows.ts';
import { readRegister } from './forget/readRegister.ts';
import { RegisterMemory } from './forget/registerMemory.ts';
import { readPage } from './walk/readPage.ts';
import { countMatches, scanMatches } from './walk/scanMatches.ts';
import { streamPages } from './walk/streamPages.ts';
import { readChanges, startTracking } from './changes/readChanges.ts';
import { inTurn } from './pace/inTurn.ts';
import { pacedRows } from './pace/pacedRows.ts';
import { readCurrent } from './keys/readCurrent.ts';
import type { Rows } from './rows/rows.ts';
import type { ChangeSource } from './changes/changeSource.ts';
import { storageError } from './rows/storageError.ts';
import type { RetentionSource } from './retention/expireRows.ts';
import { removeRows } from './retention/removeRows.ts';
import { retainSet, retentionBegin, wouldExpire } from './retention/retainSet.ts';
import type { Change, Committed, StorageScope, Store } from './contract/store.ts';

/** How many days rows are kept, by shape; a shape that is not named for ever. */
export type RetentionDays = Readonly<Partial<Record<Shape, number>>>;

/** The storage of the service over the rows of an adapter. One per process: writers to one key queue inside it. */
export function createStore(given: Rows, times: TrackingTimes = trackingTimes, retention: RetentionDays = {}): Store {
  const rows = pacedRows(given);
  const queue = new KeyQueue();
  const sourceOf = (scope: StorageScope, type: EntityType): ChangeSource => ({
    partition: rows.partition(scope, type.name),
    scope,
    type,
  });

  async function commitGroup(
    scope: StorageScope,
    type: EntityType,
    changes: readonly Change[],
    already?: CommitBegun,
  ): Promise<readonly Committed[]> {
    const names = changes.map(({ key }) => JSON.stringify([scope.tenant, type.name, key]));
    if (new Set(names).size < names.length) throw new TypeError('The changes of a commit must have distinct keys');
    const work = async () => await commit({ rows, begun }, scope, type, changes, already);
    const done = await queue.run(names, scope.signal, work);
    const deleted = done.filter(({ before, after }) => before !== undefined && after === undefined).length;
    if (type.isRegister === true) registers.drop(scope);
    if (deleted > 0) scope.usage.deleted = (scope.usage.deleted ?? 0) + deleted;
    return done;
  }

  const givingWay = (scope: StorageScope): StorageScope => ({ ...scope, givesWay: true });
  const commitEachOf: Store['commitEach'] = async (scope, type, changes) => {
    const own = givingWay(scope);
    return await commitEach(rows.partition(own, type.name), own, type, changes, {
      begin: async () => await begun.beginUnknown(sourceOf(own, type)),
      commitGroup: async (group, already) => await commitGroup(own, type, group, already),
    });
  };
  const retained = (scope: StorageScope, type: EntityType): RetentionSource => ({
    rows,
    scope,
    type,
    commitEach: async (changes) => await commitEachOf(scope, type, changes),
  });
  const registers = new RegisterMemory(rows);
  const begun = new BegunSets();
  const daysOf = ({ shape }: EntityType): number | undefined => shape && retention[shape];

  return {
    async read(scope, type, key) {
      const { state } = await readCurrent(rows.partition(scope, type.name), scope, type, key);
      return state?.stored;
    },

    async commit(scope, type, changes) {
      return await commitGroup(scope, type, changes);
    },

    commitEach: commitEachOf,

    startTracking: async (scope, type) => await startTracking(sourceOf(scope, type), times),
    changes: async (scope, type, cursor, limit) => await readChanges(sourceOf(scope, type), cursor, limit, times),

    maintain: async (scope, type) => await maintainSet(sourceOf(givingWay(scope), type), times),
    retain: async (scope, type) => await retainSet(retained(givingWay(scope), type), daysOf(type)),
    wouldExpire: async (scope, type) => await wouldExpire(retained(scope, type), daysOf(type)),
    begin: async (scope, type) => await begun.begin(sourceOf(scope, type)),
    keptSince: async (scope, type) => await retentionBegin({ rows, scope, type }, daysOf(type)),
    async removeAll(scope, type) {
      begun.drop(sourceOf(scope, type));
      const own = givingWay(scope);
      return await removeRows(rows.partition(own, type.name), own);
    },

    register: async (scope, type) => await registers.of(scope, type),
    readRegister: async (scope, type) => await readRegister(rows, scope, type),
    async forget(scope, type, register, from, onPage) {
      const own = givingWay(scope);
      const partition = rows.partition(own, type.name);
      // As many as a change writes at most: no more is known before it is planned.
      const rowsOf = (changes: readonly Change[]): number => changes.length * (type.indexes.length + 3);
      const commitInTurn = async (changes: readonly Change[]): Promise<readonly Committed[]> =>
        await inTurn(partition, rowsOf(changes), async (turn) => await commitGroup(own, type, changes, { turn }));
      const commitEachItem = async (changes: readonly Change[]) => await commitEachOf(own, type, changes);
      const source = { rows, scope, type, register, commit: commitInTurn, commitEach: commitEachItem };
      await forgetRows(source, from, onPage);
    },
    purgedUntil: async (scope, type) => await purgedUntil(sourceOf(scope, type)),

    page: async (scope, type, query, request) => await readPage(rows, scope, type, query, request),
    stream: (renew, type, query, part) => streamPages(rows, renew, type, query, part),
    count: async (scope, type, query) => await countMatches(rows, scope, type, query),
    scan: (scope, type, query) => scanMatches(rows, scope, type, query),

    async ping(signal) {
      const outcome = await rows.ping(signal);
      if (!outcome.ok) throw storageError(outcome.failure);
    },
  };
}
