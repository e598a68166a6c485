import type { PropertyValue } from '../../edm/edmValue.ts';
import type { Entity, EntityType, Property } from '../../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import { ODataError } from '../../errors/odataError.ts';
import { type EntityState, maxEarlier, type Tombstone } from './entityState.ts';
import type { RowValue } from '../rows/rowValue.ts';

type Properties = Readonly<Record<string, RowValue>>;

/** Lays the values of an entity out by the names of its type, those that are null left out. */
type EntityEncoder = (entity: Entity) => Record<string, RowValue>;

const encoders = new WeakMap<EntityType, EntityEncoder>();

/**
 * Generated from the declaration alone: what is set by a name that stands in the code stays in one layout in memory; set in a
 * loop over names, the engine keeps a table for each row, four times as large and as slow to make, to copy and to read.
 */
function createEncoder(type: EntityType): EntityEncoder {
  const names = Object.keys(type.properties);
  const sets = names.map((name, index) => {
    const at = JSON.stringify(name);
    return `if ((value = encode${index}(entity[${at}] ?? null)) !== undefined) properties[${at}] = value;`;
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function(
    ...names.map((_name, index) => `encode${index}`),
    `return (entity) => {
      let value;
      const properties = { id: entity.id };
      ${sets.join('\n')}
      return properties;
    };`,
  ) as (...parts: readonly unknown[]) => EntityEncoder;
  return make(
    ...Object.entries(type.properties).map(
      ([name, property]) =>
        (value: PropertyValue) =>
          encodeValue(name, property, value),
    ),
  );
}

/** The encoder of a type, worked out once. */
function encoderOf(type: EntityType): EntityEncoder {
  const encoder = encoders.get(type) ?? createEncoder(type);
  encoders.set(type, encoder);
  return encoder;
}

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
  // Not a copy of both: rows would not share one layout in memory (Node.js 20), and reading them be four times as slow.
  const properties = encoderOf(type)(stored.entity);
  if (undeclared !== undefined) Object.assign(properties, undeclared);
  properties['_version'] = stored.version;
  properties['_stamp'] = BigInt(stamp);
  properties['_earlier'] = earlierText(earlier);
  if (indexes !== undefined) properties['_indexes'] = indexes.join(' ');
  return properties;
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
  return { _version: version, _stamp: BigInt(stamp), _earlier: earlierText(earlier) };
}

const earlierText = (earlier: readonly string[]): string => earlier.slice(0, maxEarlier).join(' ');

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
