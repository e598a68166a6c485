import type { EntityType } from '../../edm/entityType.ts';
import { type EntityState, maxEarlier, type Tombstone } from '../keys/entityState.ts';
import { layout } from '../keys/layout.ts';
import { versionsOf } from './versionsOf.ts';
import type { Current } from '../keys/readCurrent.ts';
import type { RowOperation } from '../rows/rows.ts';
import type { Change, Committed, Decision } from '../contract/store.ts';

/** What one change would write, decided on one state of its key. */
export interface WritePlan {
  readonly key: string;
  /** What the change would leave behind; undefined when it writes nothing. */
  readonly after: EntityState | Tombstone | undefined;
  readonly operations: readonly RowOperation[];
  readonly committed: Committed;
}

/** A change together with the state of its key. */
export interface ReadChange {
  readonly change: Change;
  readonly current: Current;
  /** What it would write, where that was planned already. */
  readonly plan?: WritePlan | undefined;
}

/** Whether a plan inserts its entity. */
export function isInsert(plan: WritePlan): plan is WritePlan & { readonly after: EntityState } {
  return plan.after !== undefined && !('key' in plan.after) && plan.committed.before === undefined;
}

/**
 * Runs the decision of a change on the state read, and lays out the rows it would write. What `decide` throws passes.
 *
 * @param newVersion the version of what it would write, asked for once and only where it writes
 */
export function planWrite(type: EntityType, { change, current }: ReadChange, newVersion: () => string): WritePlan {
  const { key } = change;
  const { state } = current;
  const before = state?.stored;
  const after = next(key, change.decide(before), current, newVersion);
  const stored = after === undefined ? before : 'key' in after ? undefined : after.stored;
  return { key, after, operations: layout(type, state, after), committed: { before, after: stored } };
}

/** Plans the writes of some changes that are not planned yet. */
export function planWrites(type: EntityType, changes: readonly ReadChange[], time: number): readonly WritePlan[] {
  const versions = versionsOf(() => changes.map(({ change }) => change.key), time);
  return changes.map((each, at) => each.plan ?? planWrite(type, each, () => versions(at)));
}

function next(
  key: string,
  decision: Decision,
  { state, answered }: Current,
  newVersion: () => string,
): EntityState | Tombstone | undefined {
  if (decision.kind === 'keep' || (decision.kind === 'delete' && state === undefined)) return undefined;
  const history = {
    stamp: Math.max(answered, (state?.stamp ?? 0) + 1),
    earlier: state === undefined ? [] : [state.stored.version, ...state.earlier].slice(0, maxEarlier),
  };
  const version = newVersion();
  if (decision.kind === 'delete') return { key, version, ...history };
  if (decision.entity.id !== key) throw new TypeError('A change must keep the key of its entity');
  const undeclared = state?.undeclared;
  return { stored: { entity: decision.entity, version }, ...history, ...(undeclared && { undeclared }) };
}
