import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { inParallel } from '../../time/inParallel.ts';
import { inTurn, type Turn } from '../pace/inTurn.ts';
import { TooManyRows } from '../pace/tooManyRows.ts';
import { isInsert, planWrite, type ReadChange } from './planWrite.ts';
import { readCurrents } from '../keys/readCurrents.ts';
import { maxOperations, type Partition } from '../rows/rows.ts';
import type { Change, Committed, EachCommitted, StorageScope } from '../contract/store.ts';
import { versionsOf } from './versionsOf.ts';

/** Transactions under way at the same time where nobody keeps a pace. */
const parallelTransactions = 16;

/** Units a property costs when a change is decided, or laid out in rows. */
const unitsOfProperty = 10;

/** What is written with. */
export interface EachTarget {
  /** Has the set remember its beginning. */
  readonly begin: () => Promise<void>;
  /** Carries out some changes in one transaction, all or nothing; decides first on what was read, when that is given. */
  readonly commitGroup: (
    changes: readonly Change[],
    begun: { readonly alreadyRead: readonly ReadChange[] | undefined; readonly turn: Turn },
  ) => Promise<readonly Committed[]>;
}

/** A change in its place, with the state of its key unless that cannot be read. */
interface Placed {
  readonly index: number;
  readonly change: Change;
  readonly read: ReadChange | undefined;
  /** How many rows it would write, as it was planned at first. */
  readonly rows: number;
}

/**
 * Carries out changes of distinct keys, each for itself, in as few transactions as they fit into; the result is what
 * became of each, in their order. Changes that write nothing take no transaction. A transaction that fails for another
 * reason than the state of storage is divided until the change that is to blame stands alone, so that it fails no other; so is
 * one of more rows than storage takes at once, until it takes them.
 */
export async function commitEach(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  changes: readonly Change[],
  { begin, commitGroup }: EachTarget,
): Promise<readonly EachCommitted[]> {
  const keys = changes.map(({ key }) => key);
  const units = unitsOfProperty * Object.keys(type.properties).length;
  const inserting = new Set<string>();
  for (const change of changes) {
    if (insertsIfAbsent(change)) inserting.add(change.key);
    const turn = scope.meter.takeTurn(units);
    if (turn !== undefined) await turn;
  }
  const currents = await readCurrents(partition, scope, type, keys, { mayPresume: (key) => inserting.has(key) });
  const versions = versionsOf(() => keys, scope.clock.now());
  const outcomes: EachCommitted[] = [];
  const groups: Placed[][] = [];
  let room = 0;
  for (const [index, change] of changes.entries()) {
    const turn = scope.meter.takeTurn(units);
    if (turn !== undefined) await turn;
    const current = currents[index];
    const read = current && { change, current };
    const plan = read && tryPlan(type, read, () => versions(index));
    if (plan?.operations.length === 0) {
      outcomes[index] = plan.committed;
      continue;
    }
    // What cannot be planned fails, and by itself.
    const size = plan?.operations.length ?? maxOperations;
    const placed = { index, change, read: read && { ...read, plan }, rows: plan?.operations.length ?? 0 };
    if (size > room) {
      groups.push([placed]);
      room = maxOperations;
    } else {
      groups.at(-1)?.push(placed);
    }
    room -= size;
  }

  const settle = async (group: readonly Placed[]): Promise<void> => {
    const reads = group.flatMap(({ read }) => read ?? []);
    try {
      const alreadyRead = reads.length === group.length ? reads : undefined;
      const work = async (turn: Turn) =>
        await commitGroup(
          group.map(({ change }) => change),
          { alreadyRead, turn },
        );
      // The keys are free for others as long as it waits.
      const committed = await inTurn(partition, rowsOf(group), work, group.length > 1);
      for (const [at, { index }] of group.entries()) {
        const one = committed[at];
        if (one !== undefined) outcomes[index] = one;
      }
    } catch (error) {
      if (group.length > 1 && !isTrouble(error)) {
        const half = Math.ceil(group.length / 2);
        const open = group.map(unplanned);
        await inParallel([open.slice(0, half), open.slice(half)], error instanceof TooManyRows ? 2 : 1, settle);
        return;
      }
      const reported = reportable(scope, type, error);
      for (const { index } of group) outcomes[index] = reported;
    }
  };
  const inserts = groups.flat().some(({ read }) => read?.plan !== undefined && isInsert(read.plan));
  // Once, and not by each of several transactions side by side.
  if (inserts && groups.length > 1) await begin();
  // Each waits for its turn: those that storage refused keep no other from it.
  await inParallel(groups, partition.turn === undefined ? parallelTransactions : groups.length, settle);
  return outcomes;
}

/** How many rows would be written. */
function rowsOf(group: readonly Placed[]): number {
  return group.reduce((sum, { rows }) => sum + rows, 0);
}

/** The same, to be planned anew: a row may keep what was planned from coming late. */
function unplanned({ read, ...placed }: Placed): Placed {
  return { ...placed, read: read && { change: read.change, current: read.current } };
}

/** Whether a change would insert its entity if it did not exist: storage refuses that when it does. */
function insertsIfAbsent(change: Change): boolean {
  try {
    return change.decide(undefined).kind === 'put';
  } catch {
    return false;
  }
}

function tryPlan(type: EntityType, read: ReadChange, newVersion: () => string) {
  try {
    return planWrite(type, read, newVersion);
  } catch {
    return undefined;
  }
}

/** Storage cannot be reached, is busy or did not answer in time: smaller transactions would fare no better. */
function isTrouble(error: unknown): boolean {
  return error instanceof ODataError && (error.status >= 500 || error.status === 429);
}

/** What a caller may know of a failure; the operator learns of one nobody expected. */
function reportable(scope: StorageScope, type: EntityType, error: unknown): ODataError {
  if (error instanceof ODataError) return error;
  scope.log('error', `A change of ${type.name} failed unexpectedly`, error);
  return new ODataError(
    'generalException',
    'The service failed unexpectedly on this entity; give the request-id to its operator.',
    { cause: error },
  );
}
