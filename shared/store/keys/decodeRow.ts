import type { PropertyValue } from '../../edm/edmValue.ts';
import type { EntityType, Property } from '../../edm/entityType.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';
import type { EntityState, KeyHistory, Tombstone } from './entityState.ts';
import type { Row } from '../rows/rows.ts';
import { hasHistory, isStored } from './isStored.ts';
import type { RowValue } from '../rows/rowValue.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';

/** Reads the entity and its version in a row; undefined when the row is not one that `encodeEntity` can have written. */
export type StoredDecoder = (row: Row) => StoredEntity | undefined;

const decoders = new WeakMap<EntityType, StoredDecoder>();

/**
 * Generated from the declaration alone, because the engine makes reads by name and an object literal four times as fast as
 * a loop over names.
 */
function createDecoder(type: EntityType): StoredDecoder {
  const names = Object.keys(type.properties);
  const reads = names.map((name, index) => {
    const absent = type.properties[name]?.collection === true ? '[]' : 'null';
    return `const stored${index} = properties[${JSON.stringify(name)}];
      const value${index} = stored${index} === undefined ? ${absent} : decode${index}(stored${index});
      if (value${index} === undefined) return undefined;`;
  });
  const members = names.map((name, index) => `${JSON.stringify(name)}: value${index}`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function(
    'isStored',
    ...names.map((_name, index) => `decode${index}`),
    `return ({ properties }) => {
      if (!isStored(properties)) return undefined;
      ${reads.join('\n')}
      return { entity: { id: properties.id, ${members.join(', ')} }, version: properties._version };
    };`,
  ) as (...parts: readonly unknown[]) => StoredDecoder;
  return make(isStored, ...Object.values(type.properties).map(decoder));
}

/** The decoder of a type, worked out once: pages read a thousand rows. */
export function decodeRowsOf(type: EntityType): StoredDecoder {
  const known = decoders.get(type);
  if (known !== undefined) return known;
  const made = createDecoder(type);
  decoders.set(type, made);
  return made;
}

/** Reads the full copy in a row, with its history; undefined when the row is not one that `encodeEntity` can have written. */
export function decodeEntity(type: EntityType, row: Row): EntityState | undefined {
  const stored = decodeRowsOf(type)(row);
  const history = decodeHistory(row.properties);
  if (stored === undefined || history === undefined) return undefined;
  const listed = row.properties['_indexes'];
  const { stamp, earlier } = history;
  const undeclared = undeclaredOf(type, row);
  return {
    stored,
    stamp,
    earlier,
    ...(typeof listed === 'string' && { indexes: wordsOf(listed) }),
    ...(undeclared !== undefined && { undeclared }),
  };
}

const isRowValue = (value: unknown): value is RowValue =>
  typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean';

/** What a row holds beside the properties of its type; names of the service's own begin with a line. */
function undeclaredOf(type: EntityType, { properties }: Row): EntityState['undeclared'] {
  let undeclared: Record<string, RowValue> | undefined;
  for (const name in properties) {
    if (name in type.properties || name === 'id' || name.startsWith('_')) continue;
    const value = properties[name];
    if (isRowValue(value)) (undeclared ??= {})[name] = value;
  }
  return undeclared;
}

/** Reads a tombstone; undefined when the row is none. */
export function decodeTombstone(row: Row): Tombstone | undefined {
  return decodeKeyHistory(row, '_deleted');
}

/** Reads a change row that only names its entity; undefined when the row is none. */
export function decodePointer(row: Row): KeyHistory | undefined {
  return decodeKeyHistory(row, '_pointer');
}

function decodeKeyHistory({ properties }: Row, mark: '_deleted' | '_pointer'): KeyHistory | undefined {
  const history = decodeHistory(properties);
  const key = properties['id'];
  return history && typeof key === 'string' && properties[mark] === true ? { key, ...history } : undefined;
}

function decodeHistory(properties: Row['properties']): Omit<Tombstone, 'key'> | undefined {
  if (!hasHistory(properties)) return undefined;
  const { _version: version, _stamp: stamp, _earlier: earlier } = properties;
  return { version, stamp: Number(stamp), earlier: wordsOf(earlier) };
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function decoder({ type, collection }: Property): (stored: unknown) => PropertyValue | undefined {
  return collection === true ? decodeCollection : primitiveTypes[type].fromTable;
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
