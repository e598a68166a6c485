import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { EntityState, Tombstone } from '../keys/entityState.ts';
import { addMissingRows } from './addMissingRows.ts';
import { fence, fenceLast } from './fence.ts';
import { isTransient, pauseBeforeRetry, pauseFor } from '../rows/pauseBeforeRetry.ts';
import type { Turn } from '../pace/inTurn.ts';
import { TooManyRows } from '../pace/tooManyRows.ts';
import type { BegunSets } from './begunSets.ts';
import { isInsert, planWrites, type ReadChange, type WritePlan } from './planWrite.ts';
import { readCurrent } from '../keys/readCurrent.ts';
import { readCurrents } from '../keys/readCurrents.ts';
import { maxOperations, type Partition, type RowFailure, type RowOperation, type Rows } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import type { Change, Committed, StorageScope } from '../contract/store.ts';
import { tookEffect } from './tookEffect.ts';
import { fitsTransaction, maxTransactionBytes, transactionBytes } from '../rows/transactionBytes.ts';

const conflicts: ReadonlySet<RowFailure['kind']> = new Set(['conflict', 'preconditionFailed', 'notFound']);

/** Longest pause between two tries of writers of different instances to one entity, in milliseconds. */
const maxConflictPause = 400;

/** Conflicts in a row after which a writer pauses before it tries again. */
const maxHaste = 2;

/** Main rows read side by side, each by itself; of more it is found out first how they lie. */
const parallelReads = 32;

/** Where is written. */
export interface CommitTarget {
  readonly rows: Rows;
  readonly begun: BegunSets;
}

/** What has been done for a commit before. */
export interface CommitBegun {
  /** What the first try decides on, when it has been read. */
  readonly alreadyRead?: readonly ReadChange[] | undefined;
  /** The turn it has, when it gives way to callers. */
  readonly turn?: Turn | undefined;
}

/**
 * Carries out changes of distinct keys, all or nothing: reads their main rows, decides, and writes one transaction
 * guarded by what was read. A conflict with another writer starts over, until the deadline; a transaction whose outcome
 * is unknown is kept from coming late and looked up before anything else is done, so that no change is carried out twice.
 * Rows that should be there and are not, though no other writer has come, are added before it starts over.
 */
export async function commit(
  { rows, begun }: CommitTarget,
  scope: StorageScope,
  type: EntityType,
  changes: readonly Change[],
  { alreadyRead, turn }: CommitBegun = {},
): Promise<readonly Committed[]> {
  const partition = rows.partition(scope, type.name);
  let uncertain: readonly Attempt[] = [];
  let refused: Refusal | undefined;
  let known = alreadyRead;
  let retries = 0;
  for (let refusals = 0; ;) {
    const read = known ?? (await readAll(partition, scope, type, changes));
    known = undefined;
    for (const attempt of refused === undefined ? uncertain : [...uncertain, refused]) {
      if (await isInEffect(partition, scope, type, attempt, read)) return committed(attempt.plans);
    }
    if (refused?.kind === 'notFound' && (await addToUnchanged(partition, scope, type, refused.read, read))) {
      refused = undefined;
      continue;
    }
    // What is fenced off and did not take effect never will.
    uncertain = uncertain.filter(({ outcome }) => outcome !== 'fenced');
    if (refused !== undefined && refusals > maxHaste) {
      // Only now, because what was read at once after the refusal tells for certain whether the transaction took effect.
      await pauseFor(scope, Math.random() * Math.min(5 * 2 ** refusals, maxConflictPause));
      refused = undefined;
      continue;
    }
    const plans = planWrites(type, read, scope.clock.now());
    const planned = plans.flatMap((each) => each.operations);
    if (planned.length === 0) return committed(plans);
    checkSize(type, planned, changes.length);
    const source = { partition, scope, type };
    const operations = plans.some(isInsert) ? await begun.withBirth(source, planned) : planned;
    // Followers of changes count on it that nothing is begun after the deadline.
    try {
      await turn?.again(operations.length);
    } catch (error) {
      if (!(error instanceof TooManyRows) || uncertain.length === 0) throw error;
      // What is divided must not come late as a whole.
      for (const { plans: before } of uncertain) await fence(partition, scope, before, writes);
      uncertain = uncertain.map((attempt) => ({ ...attempt, outcome: 'fenced' }));
      continue;
    }
    if (scope.clock.now() >= scope.deadline) throw storageError({ kind: 'timeout' });
    const outcome = await partition.transact(operations);
    if (outcome.ok) {
      if (operations !== planned) begun.add(source);
      else if (outcome.madeTable === true) await begun.beginAnew(source);
      return committed(plans);
    }
    const { failure } = outcome;
    refused = conflicts.has(failure.kind) ? { plans, outcome: 'refused', kind: failure.kind, read } : undefined;
    if (refused !== undefined) {
      refusals += 1;
      continue;
    }
    if (!isTransient(failure)) throw storageError(failure);
    try {
      if (scope.signal.aborted) throw storageError(failure);
      retries += 1;
      turn?.leave();
      await pauseBeforeRetry(scope, failure, retries, partition);
      const isFenced = await fence(partition, scope, plans);
      uncertain = [...uncertain, { plans, outcome: isFenced ? 'fenced' : 'unknown' }];
    } catch (error) {
      throw await fenceLast(rows, scope, type.name, plans, error);
    }
    known = await lookAgain(partition, scope, type, plans, read);
  }
}

/** A transaction that failed; unless storage refused it, it may have taken effect, and may still do so unless it is fenced. */
interface Attempt {
  readonly plans: readonly WritePlan[];
  readonly outcome: 'refused' | 'fenced' | 'unknown';
}

/** A transaction that storage refused, and what it was decided on. */
interface Refusal extends Attempt {
  readonly kind: RowFailure['kind'];
  readonly read: readonly ReadChange[];
}

/** Adds the rows that entities lack whose main rows are as before, so that no other writer has come; false when none does. */
async function addToUnchanged(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  before: readonly ReadChange[],
  read: readonly ReadChange[],
): Promise<boolean> {
  let added = false;
  for (const [index, { current }] of read.entries()) {
    const { state } = current;
    if (state === undefined || state.etag !== before[index]?.current.state?.etag) continue;
    if (await addMissingRows(partition, scope, type, state)) added = true;
  }
  return added;
}

/**
 * Whether a failed transaction took effect after all. What was read since often tells; else the change rows are asked.
 * After a refusal they are asked only when nothing is there: what was refused may be a repetition made on the way to storage.
 * A 503 when nobody can tell any more.
 */
async function isInEffect(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  { plans, outcome }: Attempt,
  read: readonly ReadChange[],
): Promise<boolean> {
  // A transaction is whole, so that any key it writes speaks for all of them.
  const index = plans.findIndex(writes);
  const plan = plans[index];
  const state = read[index]?.current.state;
  if (plan === undefined || !writes(plan)) return false;
  if (state !== undefined && !('key' in plan.after)) {
    const { version } = plan.after.stored;
    if (state.stored.version === version || state.earlier.includes(version)) return true;
  }
  if (outcome === 'refused' && state !== undefined) return false;
  const known = await tookEffect(partition, scope, type, plan);
  if (known === undefined && outcome !== 'refused') throw storageError({ kind: 'unavailable' });
  return known === true;
}

/**
 * What was read before, but for the key that tells whether a transaction took effect: the others count until storage refuses what
 * is decided on them.
 */
async function lookAgain(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  plans: readonly WritePlan[],
  read: readonly ReadChange[],
): Promise<readonly ReadChange[]> {
  const index = plans.findIndex(writes);
  const look = async ({ change, current }: ReadChange, at: number): Promise<ReadChange> => ({
    change,
    current: at === index ? await readCurrent(partition, scope, type, change.key) : current,
  });
  return await Promise.all(read.map(look));
}

function writes(each: WritePlan): each is WritePlan & { after: EntityState | Tombstone } {
  return each.after !== undefined;
}

function committed(plans: readonly WritePlan[]): readonly Committed[] {
  return plans.map((each) => each.committed);
}

async function readAll(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  changes: readonly Change[],
): Promise<ReadChange[]> {
  const keys = changes.map(({ key }) => key);
  const found = keys.length > parallelReads ? await readCurrents(partition, scope, type, keys) : [];
  return await Promise.all(
    changes.map(async (change, at) => ({
      change,
      // What cannot be read says so when it is read by itself.
      current: found[at] ?? (await readCurrent(partition, scope, type, change.key)),
    })),
  );
}

/** Refuses a transaction that storage would not take, before anything is written. */
function checkSize(type: EntityType, operations: readonly RowOperation[], changes: number): void {
  if (operations.length <= maxOperations && fitsTransaction(operations)) return;
  const bytes = transactionBytes(operations);
  const always = alwaysFitting(type);
  throw new ODataError(
    'batchRequestLimitExceeded',
    `The changes of this group (${changes}) must be written together and need ${operations.length} rows of ${bytes} bytes ` +
      `in all, but one transaction of storage holds ${maxOperations} rows and ${maxTransactionBytes} bytes. Nothing was ` +
      `written. Send fewer or smaller changes in one group; ${always.changes} always fit when none of the entities takes ` +
      `more than ${always.bytes} bytes.`,
  );
}

/** How many changes always fit into one transaction, and how many bytes of JSON each entity may take for that. */
function alwaysFitting(type: EntityType): { readonly changes: number; readonly bytes: number } {
  const written = 2 + type.indexes.length;
  // A change that moves all its index rows: every row is written, and all but the main row are deleted.
  const changes = Math.floor(maxOperations / (2 * written - 1));
  // A quarter is left for headers, keys and what rows hold besides.
  return { changes, bytes: Math.floor((maxTransactionBytes * 0.75) / (changes * written)) };
}
