import type { ChangeSource } from './changeSource.ts';
import type { EntityChange } from '../contract/changeCursor.ts';
import { readCurrents } from '../keys/readCurrents.ts';

/** A change as its row tells of it: whole, or by the key the entity is to be read by. */
export type FoundChange = EntityChange | { readonly kind: 'pointed'; readonly key: string; readonly rowKey: string };

/**
 * Puts the entities in the places of the pointers to them, as they are now: in the version the change row speaks of, or a
 * newer one, because both rows are written together. One that is gone since is told as deleted; its tombstone, which
 * is stamped behind the pointer, tells it again. Never more requests than keys and a few, side by side; where the keys lie thick, one for
 * 1,000 rows (see `readCurrents`).
 */
export async function followPointers(
  { partition, scope, type }: ChangeSource,
  found: readonly FoundChange[],
): Promise<readonly EntityChange[]> {
  const keys = [...new Set(found.flatMap((change) => (change.kind === 'pointed' ? change.key : [])))];
  const currents = keys.length === 0 ? [] : await readCurrents(partition, scope, type, keys);
  const byKey = new Map(keys.map((key, at) => [key, currents[at]]));
  return found.flatMap((change): readonly EntityChange[] => {
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
}
