import { ODataError } from '../../errors/odataError.ts';
import { changeRowKey } from '../keys/layout.ts';
import { isInsert, type WritePlan } from './planWrite.ts';
import { isTransient, pauseBeforeRetry } from '../rows/pauseBeforeRetry.ts';
import type { Partition, Row, Rows } from '../rows/rows.ts';
import { lateError, storageError } from '../rows/storageError.ts';
import type { StorageScope } from '../contract/store.ts';

/**
 * Makes sure that a transaction of unknown outcome takes effect now or never: puts a row where it would insert its change
 * row. Needed by those that insert an entity only, which nothing else tells that they are late: an entity that was created
 * and deleted meanwhile is as absent as before. Changes and deletes are guarded by the change row they replace, which is
 * there once: they need it only where they come again in other transactions. The same transaction is not sent again
 * instead: if the first came when the second was carried out and its entity deleted, that would be there again. One row
 * stops the whole transaction; what is read afterwards tells for certain whether it took effect. False for a transaction
 * that needs no such row. Throws a 503 or 504 when storage does not take it.
 *
 * @param needs tells a plan whose transaction needs such a row
 */
export async function fence(
  partition: Partition,
  scope: StorageScope,
  plans: readonly WritePlan[],
  needs: (plan: WritePlan) => boolean = isInsert,
): Promise<boolean> {
  const plan = plans.find(needs);
  const rowKey = plan && newChangeRowKey(plan);
  if (rowKey === undefined) return false;
  for (let retry = 1; ; retry += 1) {
    const outcome = await partition.transact([{ kind: 'insert', row: { rowKey, properties } }]);
    // A conflict is the transaction itself, that came in time, or an earlier try to stop it.
    if (outcome.ok || outcome.failure.kind === 'conflict') return true;
    const { failure } = outcome;
    if (!isTransient(failure) || scope.signal.aborted) throw storageError(failure);
    // Its turn has told those that give way that there is room again soon, whatever storage asks for.
    const { kind, cause } = failure;
    await pauseBeforeRetry(scope, scope.givesWay === true ? { kind, cause } : failure, retry);
  }
}

/** How long an answer may be held up for a last fence, in milliseconds: this much longer than the request itself may take. */
const lastChance = 3000;

/**
 * The error for a transaction of unknown outcome that nobody waits for any longer: `error`, once it is made sure that it
 * takes effect by now or never, for which there are 3 s whatever is left of the request's own time; else one that says so.
 */
export async function fenceLast(
  rows: Rows,
  scope: StorageScope,
  table: string,
  plans: readonly WritePlan[],
  error: unknown,
): Promise<unknown> {
  const { clock } = scope;
  const deadline = clock.now() + lastChance;
  const own = { ...scope, deadline, signal: clock.signalAt(deadline) };
  try {
    await fence(rows.partition(own, table), own, plans);
    return error;
  } catch (cause) {
    scope.log('error', 'A transaction of unknown outcome could not be kept from coming late', cause);
    const isTimeout = error instanceof ODataError && error.status === 504;
    return lateError({ kind: isTimeout ? 'timeout' : 'unavailable', cause: error });
  }
}

/** Marked as deleted, so that it is purged when tombstones are; without a key or a version, so that it is none. */
const properties = { _deleted: true, _fence: true };

/** True for a row that `fence` has put among the change rows: it tells of nothing. */
export function isFence(row: Row): boolean {
  return row.properties['_fence'] === true;
}

/** What the change row is called that a plan inserts. */
function newChangeRowKey({ after, key }: WritePlan): string | undefined {
  return after && changeRowKey(after.stamp, 'key' in after ? after.version : after.stored.version, key);
}
