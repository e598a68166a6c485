import type { EntityChange } from '../contract/changeCursor.ts';
import { readFirstCurrents } from '../walk/readFirstCurrents.ts';
import type { ChangeSource } from './changeSource.ts';

/** A change as its row tells of it: whole, or by the key the entity is to be read by. */
export type FoundChange = EntityChange | { readonly kind: 'pointed'; readonly key: string; readonly rowKey: string };

/** The first of some changes, with the entities in the places of the pointers to them. */
interface Followed {
  readonly changes: readonly EntityChange[];
  /** The change row up to which all of them are told; undefined when none is left. */
  readonly upTo?: string;
}

/**
 * Puts the entities in the places of the pointers to them, as they are now: in the version the change row speaks of, or a
 * newer one, because both rows are written together. One that is gone since is told as deleted; its tombstone, which
 * is stamped behind the pointer, tells it again. Never more requests than keys and a few, side by side; where the keys lie thick, one for
 * 1,000 rows (see `readCurrents`). It ends before the first pointer of which nothing was read, because the page is full of characters.
 */
export async function followPointers(source: ChangeSource, found: readonly FoundChange[]): Promise<Followed> {
  const { partition, scope, type } = source;
  const keys = [...new Set(found.flatMap((change) => (change.kind === 'pointed' ? change.key : [])))];
  const currents = keys.length === 0 ? [] : await readFirstCurrents(partition, scope, type, keys);
  const byKey = new Map(currents.map((current, at) => [keys[at], current]));
  const unread = found.findIndex((change) => change.kind === 'pointed' && !byKey.has(change.key));
  const told = unread < 0 ? found : found.slice(0, unread);
  const changes = told.flatMap((change): readonly EntityChange[] => {
    if (change.kind !== 'pointed') return [change];
    const { key, rowKey } = change;
    const current = byKey.get(key);
    if (current === undefined) {
      scope.log('error', `The main row of an entity of ${type.name} that changed cannot be read and is left out`, {
        key,
      });
      return [];
    }
    return current.state === undefined
      ? [{ kind: 'deleted', key, rowKey }]
      : [{ kind: 'changed', stored: current.state.stored, rowKey }];
  });
  const last = unread < 0 ? undefined : told.at(-1)?.rowKey;
  return { changes, ...(last !== undefined && { upTo: last }) };
}
