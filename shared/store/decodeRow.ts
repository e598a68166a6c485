import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';
import type { EntityState, Tombstone } from './entityState.ts';
import type { Row } from './rows.ts';
import type { StoredEntity } from './storedEntity.ts';

type Decoder = readonly [name: string, decode: (stored: unknown) => PropertyValue | undefined];

const decoders = new WeakMap<EntityType, readonly Decoder[]>();

/** How each property of a type is read, worked out once: pages read a thousand rows. */
function decodersOf(type: EntityType): readonly Decoder[] {
  const known = decoders.get(type);
  if (known !== undefined) return known;
  const made = Object.entries(type.properties).map(([name, property]) => [name, decoder(property)] as const);
  decoders.set(type, made);
  return made;
}

/** Reads the entity and its version in a row; undefined when the row is not one that `encodeEntity` can have written. */
export function decodeStored(type: EntityType, { properties }: Row): StoredEntity | undefined {
  const id = properties['id'];
  if (typeof id !== 'string' || !hasHistory(properties) || properties['_deleted'] !== undefined) return undefined;
  const entity: Record<string, PropertyValue> & { id: string } = { id };
  for (const [name, decode] of decodersOf(type)) {
    const value = decode(properties[name]);
    if (value === undefined) return undefined;
    entity[name] = value;
  }
  return { entity, version: properties._version };
}

/** Reads the full copy in a row, with its history; undefined when the row is not one that `encodeEntity` can have written. */
export function decodeEntity(type: EntityType, row: Row): EntityState | undefined {
  const stored = decodeStored(type, row);
  const history = decodeHistory(row.properties);
  return stored && history && { stored, stamp: history.stamp, earlier: history.earlier };
}

/** Reads a tombstone; undefined when the row is none. */
export function decodeTombstone({ properties }: Row): Tombstone | undefined {
  const history = decodeHistory(properties);
  const key = properties['id'];
  if (history === undefined || typeof key !== 'string' || properties['_deleted'] !== true) return undefined;
  return { key, ...history };
}

interface History {
  readonly _version: string;
  readonly _stamp: bigint;
  readonly _earlier: string;
}

function hasHistory(properties: Row['properties']): properties is Row['properties'] & History {
  return (
    typeof properties['_version'] === 'string' &&
    typeof properties['_stamp'] === 'bigint' &&
    typeof properties['_earlier'] === 'string'
  );
}

function decodeHistory(properties: Row['properties']): Omit<Tombstone, 'key'> | undefined {
  if (!hasHistory(properties)) return undefined;
  const { _version: version, _stamp: stamp, _earlier: earlier } = properties;
  return { version, stamp: Number(stamp), earlier: earlier === '' ? [] : earlier.split(' ') };
}

function decoder({ type, collection }: Property): Decoder[1] {
  if (collection === true) return (stored) => (stored === undefined ? [] : decodeCollection(stored));
  const row = primitiveTypes[type];
  return (stored) => (stored === undefined ? null : row.fromTable(stored));
}

function decodeCollection(stored: unknown): readonly string[] | undefined {
  if (typeof stored !== 'string') return undefined;
  try {
    const items: unknown = JSON.parse(stored);
    return Array.isArray(items) && items.every((item): item is string => typeof item === 'string') ? items : undefined;
  } catch {
    return undefined;
  }
}
