import { randomUUID } from 'node:crypto';
import { ODataError } from '../../errors/odataError.ts';
import { parseEntityTags } from '../../headers/conditions.ts';
import { storageKey } from '../../store/rows/keyEncoding.ts';
import type { DeltaItem } from '../../validate/readDeltaBody.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { naturalId } from '../../edm/naturalId.ts';
import type { KeyedItem } from './foldItems.ts';

/** The items of one key by their places in the payload, and what they ask for. */
export interface KeyGroup {
  readonly key: string;
  /** From 0, one for each of the items. */
  readonly places: readonly number[];
  readonly items: readonly KeyedItem[];
}

/**
 * Groups the items of a delta payload by key, in the order the keys come first. An item without a key is that of its natural
 * id where it has the properties for it, else a new entity (JSON Format 4.01, 15.2). What cannot be carried out because of its key is in no group.
 */
export function groupItems(
  type: EntityType,
  items: readonly DeltaItem[],
  readsEntityTags: boolean,
  isLeftOut: (place: number) => boolean = () => false,
): readonly KeyGroup[] {
  const groups = new Map<string, { key: string; places: number[]; items: KeyedItem[] }>();
  for (const [place, { key: given, request }] of items.entries()) {
    if (isLeftOut(place) || (given === undefined && request.kind === 'invalid')) continue;
    const key = given ?? naturalKey(type, request) ?? randomUUID();
    const group = groups.get(key) ?? { key, places: [], items: [] };
    groups.set(key, group);
    group.places.push(place);
    group.items.push(keyedItem(request, readsEntityTags));
  }
  return [...groups.values()];
}

function naturalKey(type: EntityType, request: DeltaItem['request']): string | undefined {
  return request.kind === 'upsert' ? naturalId(type, request.body.properties) : undefined;
}

/** An item with its entity tag, which counts under an explicit OData-Version 4.01 only (JSON Format 4.01, 4.6.9). */
function keyedItem(request: DeltaItem['request'], readsEntityTags: boolean): KeyedItem {
  if (!readsEntityTags || request.kind === 'invalid') return { request, entityTag: undefined };
  try {
    const etag = request.kind === 'upsert' ? request.body.etag : request.etag;
    return { request, entityTag: parseEntityTags(etag ?? null, '@etag') };
  } catch (error) {
    if (!(error instanceof ODataError)) throw error;
    return { request: { kind: 'invalid', removal: request.removal, error }, entityTag: undefined };
  }
}

/** The item, or why not if storage cannot hold its key: it must not spoil the reading of the others. */
export function withStorableKey(item: DeltaItem): DeltaItem {
  const { key, request, contentId } = item;
  try {
    if (key !== undefined) storageKey(key);
    return item;
  } catch (error) {
    if (!(error instanceof ODataError)) throw error;
    return { ...(contentId && { contentId }), request: { kind: 'invalid', removal: request.removal, error } };
  }
}
