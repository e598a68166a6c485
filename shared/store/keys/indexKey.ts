import { fromNine } from '../../edm/dayNumber.ts';
import type { PropertyTypeName, PropertyValue } from '../../edm/edmValue.ts';
import type { Entity, EntityType, Index, IndexPart } from '../../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../edm/primitiveTypes.ts';
import { defaultMaxLength } from '../../edm/stringType.ts';
import { encodeKey } from '../rows/keyEncoding.ts';
import { cutText } from './cutText.ts';

/** Most units of a row key that the values of an index take, with what stands between them; the other 400 are the key's. */
const maxValuesLength = 112;

/** Most units of a text: of the last part of an index, and of a part before it. A longer one is cut. */
const shares = { last: 64, before: 20 } as const;

/** Units of the values that are never cut. */
const widths: Readonly<Partial<Record<PropertyTypeName, number>>> = {
  'Edm.Date': 10,
  'Edm.Int64': 16,
  'Edm.Double': 16,
  'Edm.Duration': 24,
  'Edm.DateTimeOffset': 45,
  'Edm.Boolean': 1,
};

/** One part of an index as its row keys hold it. */
export interface PartLayout {
  readonly property: string;
  readonly newestFirst: boolean;
  /** The text of a value: all rows with the value have it, and no others unless it is cut. */
  readonly textOf: (value: PropertyValue) => string;
  /** True when a value can be too long for its share. */
  readonly canBeCut: boolean;
  /** True when texts of other values may be the same. */
  readonly isCut: (text: string) => boolean;
}

/** How the row keys of an index are made. */
export interface IndexLayout {
  /** Its place in the declaration, `i1` for the first. */
  readonly name: string;
  readonly index: Index;
  /** What all row keys of the index begin with. */
  readonly prefix: string;
  readonly parts: readonly PartLayout[];
}

const layouts = new WeakMap<EntityType, readonly IndexLayout[]>();

/**
 * The indexes of a type in the order of their declaration. A row key is `i<number>_`, the text of each part with `!`
 * behind it, and the key. A value is `=` and its encoded text, newest first with each digit taken from 9; null is nothing,
 * newest first `~`. So rows stand in the order of the parts, null first or, newest first, last; equal ones by key.
 */
export function indexLayouts(type: EntityType): readonly IndexLayout[] {
  const known = layouts.get(type);
  if (known !== undefined) return known;
  const made = type.indexes.map((index, at) => layoutOf(type, index, `i${at + 1}`));
  layouts.set(type, made);
  return made;
}

/** Row keys of the index rows of an entity, in the order the indexes are declared; `encodedKey` is its key in row keys. */
export function indexRowKeysOf(type: EntityType, entity: Entity, encodedKey: string): string[] {
  return indexLayouts(type).map(({ prefix, parts }) => {
    let rowKey = prefix;
    for (const { property, textOf } of parts) rowKey += `${textOf(entity[property] ?? null)}!`;
    return rowKey + encodedKey;
  });
}

function layoutOf(type: EntityType, index: Index, name: string): IndexLayout {
  const prefix = `${name}_`;
  let length = prefix.length;
  const parts = index.parts.map((part, at) => {
    const share = at === index.parts.length - 1 ? shares.last : shares.before;
    const width = widths[typeOf(type, part)] ?? share;
    length += width + 2;
    return partLayout(type, part, width);
  });
  if (length > maxValuesLength) {
    throw new TypeError(`An index of ${type.name} takes ${length} units of a row key, which has ${maxValuesLength}`);
  }
  return { name, index, prefix, parts };
}

function typeOf(type: EntityType, { property, newestFirst }: IndexPart): PropertyTypeName {
  const declared = type.properties[property];
  if (declared === undefined || declared.collection === true) {
    throw new TypeError(`${property} is not a single-valued property of ${type.name}`);
  }
  if (newestFirst === true && declared.type !== 'Edm.Date') {
    throw new TypeError(`${property} of ${type.name} is no date, so that no index has its newest first`);
  }
  return declared.type;
}

function partLayout(type: EntityType, part: IndexPart, width: number): PartLayout {
  const { property, newestFirst = false } = part;
  const row = primitiveTypes[typeOf(type, part)];
  const { maxLength = defaultMaxLength } = type.properties[property] ?? {};
  // A unit takes at most five in a row key.
  const canBeCut = row.name === 'Edm.String' && maxLength * 5 > width;
  const make = (value: PrimitiveValue): string => {
    const text = row.toSortableText(value);
    return `=${cutText(encodeKey(newestFirst ? fromNine(text) : text), width)}`;
  };
  // Rows that are written together have most dates and periods in common.
  let [latest, latestText] = ['', ''];
  const textOf = (value: PropertyValue): string => {
    if (Array.isArray(value)) throw new TypeError(`${property} holds a collection`);
    if (value === null) return newestFirst ? '~' : '';
    if (typeof value !== 'string') return make(value as PrimitiveValue);
    if (value !== latest || latestText === '') [latest, latestText] = [value, make(value)];
    return latestText;
  };
  return { property, newestFirst, textOf, canBeCut, isCut: (text) => canBeCut && text.length > width };
}
