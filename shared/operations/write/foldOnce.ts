import type { EntityType } from '../../edm/entityType.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { foldItems, type Folded } from './foldItems.ts';
import type { KeyGroup } from './groupItems.ts';
import type { Preferred } from './keepNewer.ts';

/** The items of one key, and what they come to on a state of its entity. */
export interface FoldedGroup extends KeyGroup {
  readonly fold: (current: StoredEntity | undefined) => Folded;
}

/**
 * Applies the items of a key to a state of its entity, and not again to the state they were last applied to: a write asks
 * what they come to before it reads, when it plans, and when it is answered.
 */
export function foldOnce(type: EntityType, group: KeyGroup, preferred: Preferred): FoldedGroup {
  let last: { readonly current: StoredEntity | undefined; readonly folded: Folded } | undefined;
  return {
    ...group,
    fold(current) {
      if (last === undefined || last.current !== current) {
        last = { current, folded: foldItems(type, group.key, group.items, current, preferred) };
      }
      return last.folded;
    },
  };
}
