import type { PropertyValue } from '../../edm/edmValue.ts';
import type { Entity, EntityType } from '../../edm/entityType.ts';
import { parseEntityTags, type Conditions, type EntityTagCondition } from '../../headers/conditions.ts';
import type { Decision } from '../../store/contract/store.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { readEntityBody } from '../../validate/readEntityBody.ts';
import { checkBodyEntityTag, checkWriteConditions } from '../contract/checkWriteConditions.ts';
import type { BoundRequest } from '../contract/operation.ts';
import { blankEntity } from './blankEntity.ts';
import { isOlder, sets, type Preferred } from './keepNewer.ts';

/** The values a write sets and the conditions under which it may. */
export interface Write extends Preferred {
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly conditions: Conditions;
  readonly bodyEntityTag?: EntityTagCondition;
}

/** Reads the body of a write to an entity of the type. */
export async function readWrite(request: BoundRequest, type: EntityType): Promise<Write> {
  const body = readEntityBody(type, await request.readJsonBody());
  const bodyEntityTag = request.versions.explicit401 ? parseEntityTags(body.etag ?? null, '@etag') : undefined;
  return {
    properties: body.properties,
    conditions: request.conditions,
    ...(bodyEntityTag === undefined ? {} : { bodyEntityTag }),
  };
}

/** True when the caller knows the values a merge leaves alone: it names the version they are from. */
export function knowsRest(conditions: Conditions): boolean {
  return Array.isArray(conditions.ifMatch);
}

/** An entity with every declared property: those given, null (or no items) for the rest. */
export function toEntity(type: EntityType, id: string, values: Readonly<Record<string, PropertyValue>>): Entity {
  const entity = blankEntity(type, id);
  for (const name in type.properties) {
    const value = values[name] ?? null;
    if (value !== null) entity[name] = value;
  }
  return entity;
}

/** Points in time are equal by what they hold; NaN takes the place of NaN. */
function isSamePoint(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return Object.is(left, right);
  return left !== null && right !== null && 'instant' in left && 'instant' in right && left.instant === right.instant;
}

function sameValue(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right || isSamePoint(left, right);
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function isSame(type: EntityType, left: Entity, right: Entity): boolean {
  return Object.keys(type.properties).every((name) => sameValue(left[name], right[name]));
}

/** What makes an entity of the one that is stored: nothing is written where they are the same. */
export function putUnlessSame(type: EntityType, current: StoredEntity | undefined, entity: Entity): Decision {
  return current !== undefined && isSame(type, current.entity, entity) ? { kind: 'keep' } : { kind: 'put', entity };
}

/**
 * PATCH: properties that are missing stay; an absent entity is created (Protocol 4.01, 11.4.3 and 11.4.4). Under keep-newer
 * an entity of a newer report stays as it is.
 */
export function mergeEntity(type: EntityType, key: string, write: Write, current: StoredEntity | undefined): Decision {
  checkWriteConditions(write.conditions, current);
  checkBodyEntityTag(write.bodyEntityTag, current);
  if (isOlder(type, write, current)) return { kind: 'keep' };
  const entity = blankEntity(type, key);
  for (const name in type.properties) {
    const given = write.properties[name];
    const value = sets(write, given) ? given : current?.entity[name];
    if (value !== undefined && value !== null) entity[name] = value;
  }
  return putUnlessSame(type, current, entity);
}

/** PUT: properties that are missing become null; an absent entity is created (Protocol 4.01, 11.4.3 and 11.4.4). */
export function replaceEntity(
  type: EntityType,
  key: string,
  write: Write,
  current: StoredEntity | undefined,
): Decision {
  checkWriteConditions(write.conditions, current);
  checkBodyEntityTag(write.bodyEntityTag, current);
  return putUnlessSame(type, current, toEntity(type, key, write.properties));
}
