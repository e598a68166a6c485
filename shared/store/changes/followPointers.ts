import type { EntityChange } from '../contract/changeCursor.ts';
import { mainRowKey } from '../keys/layout.ts';
import { loggedRow } from '../keys/loggedRow.ts';
import type { Currents } from '../keys/readCurrents.ts';
import { StorageTimeout } from '../contract/storageTimeout.ts';
import { readFirstCurrents } from '../walk/readFirstCurrents.ts';
import type { WalkBudget } from '../walk/walkBudget.ts';
import type { ChangeSource } from './changeSource.ts';

/**
 * A change as its row tells of it: whole, or by the key the entity is to be read by. A deletion that is `unsure` is none where
 * there is an entity again.
 */
export type FoundChange = (EntityChange & { readonly unsure?: true }) | PointedChange;

interface PointedChange {
  readonly kind: 'pointed';
  readonly key: string;
  readonly rowKey: string;
}

/** The first of some changes, with the entities in the places of the pointers to them. */
interface Followed {
  readonly changes: readonly EntityChange[];
  /** The change row up to which all of them are told; undefined when none is left. */
  readonly upTo?: string;
}

/** Fewest keys of which a look is worth its request: it finds one of them at least. */
const fewestToLook = 2;

/** The key that is to be read for a change to be told; undefined when there is none. */
function keyToRead(change: FoundChange): string | undefined {
  return change.kind === 'pointed' || (change.kind === 'deleted' && change.unsure === true) ? change.key : undefined;
}

/** The states of the first keys; of none where storage takes too long and there is a change before them to end at. */
async function firstCurrents(
  { partition, scope, type }: ChangeSource,
  keys: readonly string[],
  budget: WalkBudget,
  hasPlace: boolean,
): Promise<Currents> {
  try {
    return await readFirstCurrents(partition, scope, type, keys, budget, fewestToLook);
  } catch (error) {
    if (hasPlace && error instanceof StorageTimeout) return [];
    throw error;
  }
}

/**
 * Puts the entities in the places of the pointers to them, as they are now: in the version the change row speaks of, or a
 * newer one, because both rows are written together. One that is gone since is told as deleted; its tombstone, which
 * is stamped behind the pointer, tells it again. Never more requests than keys and a few, side by side; where the keys lie
 * thick, as those of one bulk do among new rows, one, and no more rows than keys (see `readCurrents`). It ends before the first change whose key was not read, because the page is
 * full of characters, or storage takes too long.
 */
export async function followPointers(
  source: ChangeSource,
  found: readonly FoundChange[],
  budget: WalkBudget,
): Promise<Followed> {
  const { scope, type } = source;
  const keys = [...new Set(found.flatMap((change) => keyToRead(change) ?? []))];
  const [first] = found;
  const hasPlace = first !== undefined && keyToRead(first) === undefined;
  if (hasPlace) budget.reached();
  const currents = keys.length === 0 ? [] : await firstCurrents(source, keys, budget, hasPlace);
  const byKey = new Map(currents.map((current, at) => [keys[at], current]));
  const isRead = (change: FoundChange): boolean => {
    const key = keyToRead(change);
    return key === undefined || byKey.has(key);
  };
  const unread = found.findIndex((change) => !isRead(change));
  const told = unread < 0 ? found : found.slice(0, unread);
  const changes = told.flatMap((change): readonly EntityChange[] => {
    const { rowKey } = change;
    if (change.kind === 'deleted') {
      const current = byKey.get(change.key);
      // A row that cannot be read is there all the same.
      const isGone = change.unsure !== true || (current !== undefined && current.state === undefined);
      return isGone ? [{ kind: 'deleted', key: change.key, rowKey }] : [];
    }
    if (change.kind === 'changed') return [change];
    const { key } = change;
    const current = byKey.get(key);
    if (current === undefined) {
      scope.log('error', `The main row of an entity of ${type.name} that changed cannot be read and is left out`, {
        row: loggedRow(mainRowKey(key)),
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
