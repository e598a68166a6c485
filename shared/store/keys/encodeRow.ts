import type { PropertyValue } from '../../edm/edmValue.ts';
import type { EntityType, Property } from '../../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import { ODataError } from '../../errors/odataError.ts';
import { type EntityState, maxEarlier, type Tombstone } from './entityState.ts';
import type { RowValue } from '../rows/rowValue.ts';

type Properties = Readonly<Record<string, RowValue>>;

/** Longest string in one row property, in UTF-16 units; storage takes 64 KiB. */
const maxStringLength = 32_000;

/**
 * The full copy of an entity that each of its rows holds, but for change rows that are pointers: every property under its
 * own name, an absent one for null, a collection as one JSON text; then `_version`, `_stamp` (milliseconds) and `_earlier`
 * (versions, blank between them). What the type does not declare stays as it was read. The main row also lists the `indexes` it has rows in, as `_indexes`.
 */
export function encodeEntity(
  type: EntityType,
  { stored, stamp, earlier, undeclared }: EntityState,
  indexes?: readonly string[],
): Properties {
  const properties: Record<string, RowValue> = { id: stored.entity.id };
  for (const name in type.properties) {
    const property = type.properties[name];
    const value = property && encodeValue(name, property, stored.entity[name] ?? null);
    if (value !== undefined) properties[name] = value;
  }
  // Not a copy of both: rows would not share one layout in memory (Node.js 20), and reading them be four times as slow.
  const listed = indexes === undefined ? undefined : { _indexes: indexes.join(' ') };
  return Object.assign(properties, undeclared, encodeHistory(stored.version, stamp, earlier), listed);
}

/** The change row of a type that keeps no copies there: `_pointer`, and what tells its version. */
export function encodePointer({ stored: { entity, version }, stamp, earlier }: EntityState): Properties {
  return { id: entity.id, _pointer: true, ...encodeHistory(version, stamp, earlier) };
}

/** The tombstone row: `_deleted` and what the history of the key needs. */
export function encodeTombstone({ key, version, stamp, earlier }: Tombstone): Properties {
  return { id: key, _deleted: true, ...encodeHistory(version, stamp, earlier) };
}

function encodeHistory(version: string, stamp: number, earlier: readonly string[]): Properties {
  return { _version: version, _stamp: BigInt(stamp), _earlier: earlier.slice(0, maxEarlier).join(' ') };
}

function encodeValue(name: string, property: Property, value: PropertyValue): RowValue | undefined {
  if (value === null) return undefined;
  const stored = Array.isArray(value)
    ? JSON.stringify(value)
    : primitiveTypes[property.type].toTable(value as PrimitiveValue);
  if (typeof stored !== 'string' || stored.length <= maxStringLength) return stored;
  throw new ODataError(
    'invalidPropertyValue',
    `The value of '${name}' takes ${stored.length} characters in storage, which holds ${maxStringLength}.`,
    { target: name },
  );
}
