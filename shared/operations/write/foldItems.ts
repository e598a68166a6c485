import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { EntityTagCondition } from '../../headers/conditions.ts';
import type { Decision } from '../../store/contract/store.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { DeltaItem } from '../../validate/readDeltaBody.ts';
import { checkBodyEntityTag } from '../contract/checkWriteConditions.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import type { ItemOutcome } from '../contract/itemOutcome.ts';
import { isExpired, isOlder, type Preferred } from './keepNewer.ts';
import { mergeEntity, putUnlessSame } from './write.ts';

/** An item with a key, and the entity tag it gives where that counts. */
export interface KeyedItem {
  readonly request: DeltaItem['request'];
  readonly entityTag: EntityTagCondition | undefined;
}

/** What the items of one key come to, applied in their order; one that fails changes nothing. */
export interface Folded {
  readonly decision: Decision;
  readonly outcomes: readonly ItemOutcome[];
}

/** The version of a state between two items, which is never stored: no caller can name it. */
const unstored = '\u0000';

const unconditional = {};

/** Applies the items of one key to the current state of its entity; `preferred` is what the request says of all of them. */
export function foldItems(
  type: EntityType,
  key: string,
  items: readonly KeyedItem[],
  current: StoredEntity | undefined,
  preferred: Preferred,
): Folded {
  let state = current;
  const outcomes = items.map(({ request, entityTag }): ItemOutcome => {
    const exists = state !== undefined;
    try {
      if (request.kind === 'invalid') throw request.error;
      checkBodyEntityTag(entityTag, state);
      if (request.kind === 'delete') {
        if (!exists) throw entityNotFound(type, key);
        state = undefined;
        return { kind: 'deleted' };
      }
      const write = { properties: request.body.properties, conditions: unconditional, ...preferred };
      if (isExpired(type, write, state)) return { kind: 'expired' };
      if (isOlder(type, write, state)) return { kind: 'older' };
      const decision = mergeEntity(type, key, write, state);
      if (decision.kind !== 'put') return { kind: 'unchanged' };
      state = { entity: decision.entity, version: unstored };
      return { kind: exists ? 'updated' : 'created' };
    } catch (error) {
      if (!(error instanceof ODataError)) throw error;
      return { kind: 'failed', error, operation: request.removal ?? (exists ? 'update' : 'insert') };
    }
  });
  return { decision: decide(type, current, state), outcomes };
}

function decide(type: EntityType, current: StoredEntity | undefined, state: StoredEntity | undefined): Decision {
  if (state === current) return { kind: 'keep' };
  if (state === undefined) return { kind: 'delete' };
  return putUnlessSame(type, current, state.entity);
}
