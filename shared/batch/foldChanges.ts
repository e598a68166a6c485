import { randomBytes } from 'node:crypto';
import type { Change, Committed, Decision } from '../store/contract/store.ts';
import type { StoredEntity } from '../store/contract/storedEntity.ts';

/** Several changes of one key, in order, as the one change a transaction has room for. */
export interface FoldedChange extends Change {
  /** What each of them would have come to, had they been carried out one after the other. */
  results(committed: Committed): readonly Committed[];
}

/** What a version was called that another change of the same group replaced: nobody can have it, so any name will do. */
const passingVersion = (): string => randomBytes(12).toString('base64url');

function next(decision: Decision, before: StoredEntity | undefined): StoredEntity | undefined {
  if (decision.kind === 'keep') return before;
  return decision.kind === 'delete' ? undefined : { entity: decision.entity, version: passingVersion() };
}

/** Carries out the decisions one after the other, each on what the one before left. */
function chain(changes: readonly Change[], current: StoredEntity | undefined): readonly Committed[] {
  let before = current;
  return changes.map((change) => {
    const step = { before, after: next(change.decide(before), before) };
    before = step.after;
    return step;
  });
}

/**
 * Folds changes of one key: its decision leads from the current entity to what the last of them leaves. Because decisions
 * are pure, what each came to is found by repeating them from what was there before.
 */
export function foldChanges(key: string, changes: readonly Change[]): FoldedChange {
  return {
    key,
    decide(current) {
      const last = chain(changes, current).at(-1)?.after;
      if (last === current) return { kind: 'keep' };
      return last === undefined ? { kind: 'delete' } : { kind: 'put', entity: last.entity };
    },
    results({ before, after }) {
      const steps = chain(changes, before);
      const last = steps.at(-1)?.after;
      // What the last change left is what was stored, and has the version storage gave it.
      const stored = (state: StoredEntity | undefined) => (state === last && state !== before ? after : state);
      return steps.map((step) => ({ before: stored(step.before), after: stored(step.after) }));
    },
  };
}
