import type { PropertyValue } from '../edm/edmValue.ts';
import type { Entity, EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';
import { ODataError } from '../errors/odataError.ts';
import { type EntityState, maxEarlier, type Tombstone } from './entityState.ts';
import type { Row, RowValue } from './rows.ts';

type Properties = Readonly<Record<string, RowValue>>;

/** Longest string in one row property, in UTF-16 units; storage takes 64 KiB. */
const maxStringLength = 32_000;

/**
 * The full copy of an entity that each of its rows holds: every property under its own name, an absent one for null, a
 * collection as one JSON text; then `_version`, `_stamp` (milliseconds) and `_earlier` (versions, blank between them).
 */
export function encodeEntity(type: EntityType, { stored, stamp, earlier }: EntityState): Properties {
  const properties: Record<string, RowValue> = { id: stored.entity.id };
  for (const [name, property] of Object.entries(type.properties)) {
    const value = encodeValue(name, property, stored.entity[name] ?? null);
    if (value !== undefined) properties[name] = value;
  }
  return { ...properties, ...encodeHistory(stored.version, stamp, earlier) };
}

/** The tombstone row: `_deleted` and what the history of the key needs. */
export function encodeTombstone({ key, version, stamp, earlier }: Tombstone): Properties {
  return { id: key, _deleted: true, ...encodeHistory(version, stamp, earlier) };
}

/** Reads the full copy in a row; undefined when the row is not one that `encodeEntity` can have written. */
export function decodeEntity(type: EntityType, { properties }: Row): EntityState | undefined {
  const history = decodeHistory(properties);
  const id = properties['id'];
  if (history === undefined || typeof id !== 'string' || properties['_deleted'] !== undefined) return undefined;
  const values: Record<string, PropertyValue> = {};
  for (const name in type.properties) {
    const property = type.properties[name];
    const value = property && decodeValue(property, properties[name]);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  const entity: Entity = { id, ...values };
  return { stored: { entity, version: history.version }, stamp: history.stamp, earlier: history.earlier };
}

/** Reads a tombstone; undefined when the row is none. */
export function decodeTombstone({ properties }: Row): Tombstone | undefined {
  const history = decodeHistory(properties);
  const key = properties['id'];
  if (history === undefined || typeof key !== 'string' || properties['_deleted'] !== true) return undefined;
  return { key, ...history };
}

function encodeHistory(version: string, stamp: number, earlier: readonly string[]): Properties {
  return { _version: version, _stamp: BigInt(stamp), _earlier: earlier.slice(0, maxEarlier).join(' ') };
}

function decodeHistory(properties: Row['properties']): Omit<Tombstone, 'key'> | undefined {
  const { _version: version, _stamp: stamp, _earlier: earlier } = properties;
  if (typeof version !== 'string' || typeof stamp !== 'bigint' || typeof earlier !== 'string') return undefined;
  return { version, stamp: Number(stamp), earlier: earlier === '' ? [] : earlier.split(' ') };
}

function encodeValue(name: string, property: Property, value: PropertyValue): RowValue | undefined {
  if (value === null) return undefined;
  const stored = typeof value === 'object' ? JSON.stringify(value) : primitiveTypes[property.type].toTable(value);
  if (typeof stored !== 'string' || stored.length <= maxStringLength) return stored;
  throw new ODataError(
    'invalidPropertyValue',
    `The value of '${name}' takes ${stored.length} characters in storage, which holds ${maxStringLength}.`,
    { target: name },
  );
}

function decodeValue(property: Property, stored: unknown): PropertyValue | undefined {
  if (property.collection === true) return stored === undefined ? [] : decodeCollection(stored);
  return stored === undefined ? null : primitiveTypes[property.type].fromTable(stored);
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
