import type { EntityType } from '../../edm/entityType.ts';
import { type EntityState, maxEarlier, type Tombstone } from '../keys/entityState.ts';
import { layout } from '../keys/layout.ts';
import { newVersion } from './newVersion.ts';
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

/** Runs the decision of a change on the state read, and lays out the rows it would write. What `decide` throws passes. */
export function planWrite(type: EntityType, { change, current: { state, answered } }: ReadChange): WritePlan {
  const { key } = change;
  const before = state?.stored;
  const after = next(key, change.decide(before), { state, answered });
  const stored = after === undefined ? before : 'key' in after ? undefined : after.stored;
  return { key, after, operations: layout(type, state, after), committed: { before, after: stored } };
}

function next(key: string, decision: Decision, { state, answered }: Current): EntityState | Tombstone | undefined {
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
