import { checkEntityKey } from '../edm/entityKey.ts';
import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/jsonValue.ts';
import type { TakeTurn } from '../json/readJson.ts';
import { type EntityBody, readBodyKey, readEntityBody } from './readEntityBody.ts';

/** Most items of one delta payload. */
export const maxItems = 1000;

/** How the failure of a removed entity is named: only the reason `deleted` asks for a deletion (Protocol 4.01, 11.4.12). */
export type Removal = 'delete' | 'unlink';

/** What an item of a delta payload asks for; `invalid` says why nothing can be done, `removal` is there for removed ones. */
export type DeltaRequest =
  | { readonly kind: 'upsert'; readonly removal?: undefined; readonly body: EntityBody }
  | { readonly kind: 'delete'; readonly removal: Removal; readonly etag?: string }
  | { readonly kind: 'invalid'; readonly removal: Removal | undefined; readonly error: ODataError };

/** One item of a delta payload. */
export interface DeltaItem {
  /** Absent when the item has none, or one no entity can have. */
  readonly key?: string;
  /** `Core.ContentID` by the name the item gave it, to be repeated in the answer. */
  readonly contentId?: readonly [name: string, value: string];
  readonly request: DeltaRequest;
}

/** How the items are read. */
export interface DeltaFormat {
  /** The key in an entity-id; throws a 400 for one that names no entity of the set. */
  keyOf(entityId: string): string;
  /** Told what an item took; others have their turn between items. */
  takeTurn: TakeTurn;
}

/** Units an item costs, and each of its members. */
const unitsOfPart = 100;

function unitsOf(item: JsonValue): number {
  return unitsOfPart * (1 + (isJsonObject(item) ? Object.keys(item).length : 0));
}

function invalid(message: string, target?: string): ODataError {
  return new ODataError('RequestBodyRead', message, target === undefined ? {} : { target });
}

/** Control information by its name in either version. */
function control(item: JsonObject, name: string): JsonValue | undefined {
  return item[`@${name}`] ?? item[`@odata.${name}`];
}

/** The part of a context URL that tells what an object is: `$delta` of `#SET/$delta`. */
function contextKind(object: JsonObject): string {
  const context = control(object, 'context');
  return typeof context === 'string' ? (/(?:#|\/)(\$[A-Za-z]+)$/.exec(context)?.[1] ?? '') : '';
}

/** The items of the payload of a collection-valued update (JSON Format 4.01, 15.5). Throws a 400 for a wrong envelope. */
function itemsOf(type: EntityType, payload: JsonValue): readonly JsonValue[] {
  if (!isJsonObject(payload)) throw invalid('The body must be a JSON object, a delta payload.');
  const context = control(payload, 'context');
  const set = typeof context === 'string' ? /^[^#]*#([^/#]*)\/?\$delta$/.exec(context)?.[1] : undefined;
  if (set === undefined || (set !== '' && set !== type.name)) {
    throw invalid(
      `The body must say '"@context": "#$delta"', which makes it a delta payload of '${type.name}'. One entity has its id in the address: ${type.name}('id').`,
      '@context',
    );
  }
  const unknown = Object.keys(payload).find((name) => name !== 'value' && !name.includes('@'));
  if (unknown !== undefined) {
    throw invalid(`A delta payload has no member '${unknown.slice(0, 100)}'; the items are in 'value'.`, unknown);
  }
  const items = payload['value'];
  if (!Array.isArray(items)) throw invalid("The member 'value' must be an array of the entities to change.", 'value');
  if (items.length <= maxItems) return items as readonly JsonValue[];
  throw new ODataError(
    'batchRequestLimitExceeded',
    `The member 'value' holds ${items.length} items; one request takes at most ${maxItems}. Nothing was written.`,
    { target: 'value' },
  );
}

function keyOf(type: EntityType, item: JsonObject, isDeleted40: boolean, format: DeltaFormat): string | undefined {
  const { id } = item;
  if (isDeleted40 && typeof id === 'string') {
    // The id of a deleted entity of 4.0 is its entity-id; Microsoft Graph and others write the key.
    try {
      return format.keyOf(id);
    } catch {
      return checkEntityKey(id, 'invalidPropertyValue');
    }
  }
  const key = readBodyKey(item);
  const entityId = control(item, 'id');
  if (key !== undefined || entityId === undefined || entityId === null) return key;
  if (typeof entityId === 'string') return format.keyOf(entityId);
  throw invalid(`The control information '@id' must be a string such as ${type.name}('key').`, '@id');
}

function contentIdOf(item: JsonObject): DeltaItem['contentId'] {
  for (const name of ['@Core.ContentID', '@Org.OData.Core.V1.ContentID']) {
    const value = item[name];
    if (typeof value === 'string') return [name, value];
  }
  return undefined;
}

/** The reason of a removed entity, in the form of 4.01 or of 4.0. */
function removalOf(item: JsonObject): Removal {
  const removed = control(item, 'removed');
  const reason = isJsonObject(removed) ? removed['reason'] : item['reason'];
  return reason === 'deleted' ? 'delete' : 'unlink';
}

function deletion(type: EntityType, item: JsonObject): DeltaRequest {
  const removed = control(item, 'removed');
  if (removed !== undefined && !isJsonObject(removed)) {
    throw invalid(`The control information '@removed' must be an object such as {"reason":"deleted"}.`, '@removed');
  }
  // Of a deleted entity only the key and its control information count (Protocol 4.01, 11.4.13).
  const annotations = Object.fromEntries(Object.entries(item).filter(([name]) => name.startsWith('@')));
  const { etag } = readEntityBody(type, annotations);
  return { kind: 'delete', removal: removalOf(item), ...(etag !== undefined && { etag }) };
}

function readItem(type: EntityType, item: JsonValue, format: DeltaFormat): DeltaItem {
  if (!isJsonObject(item)) {
    const error = invalid(`Every item must be an object, an entity of '${type.name}' or a deleted one.`);
    return { request: { kind: 'invalid', removal: undefined, error } };
  }
  const kind = contextKind(item);
  const isDelete = kind === '$deletedEntity' || control(item, 'removed') !== undefined;
  const contentId = contentIdOf(item);
  const named = contentId && { contentId };
  let key: string | undefined;
  try {
    if (kind === '$link' || kind === '$deletedLink') {
      throw invalid(`The type '${type.name}' has no navigation property that could be linked.`, '@context');
    }
    key = keyOf(type, item, kind === '$deletedEntity' && control(item, 'removed') === undefined, format);
    if (isDelete && key === undefined) throw invalid("An entity to be deleted is named by its 'id' or by '@id'.", 'id');
    const request: DeltaRequest = isDelete
      ? deletion(type, item)
      : { kind: 'upsert', body: readEntityBody(type, item) };
    return { ...named, ...(key !== undefined && { key }), request };
  } catch (error) {
    if (!(error instanceof ODataError)) throw error;
    return {
      ...named,
      ...(key !== undefined && { key }),
      request: { kind: 'invalid', removal: isDelete ? removalOf(item) : undefined, error },
    };
  }
}

/**
 * Reads a delta payload for a collection of entities (Protocol 4.01, 11.4.13; JSON Format 4.01, 15). Throws a 400 when it
 * is none; what is wrong with one item is said in that item.
 */
export async function readDeltaBody(
  type: EntityType,
  payload: JsonValue,
  format: DeltaFormat,
): Promise<readonly DeltaItem[]> {
  const items: DeltaItem[] = [];
  for (const item of itemsOf(type, payload)) {
    items.push(readItem(type, item, format));
    const turn = format.takeTurn(unitsOf(item));
    if (turn !== undefined) await turn;
  }
  return items;
}
