import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';
import { primitiveTypes } from '../edm/primitiveTypes.ts';
import { encodeKey } from './keyEncoding.ts';

/** Longest index value in a row key, in UTF-16 units; a longer text is cut, and its range is a superset. */
const maxValueLength = 64;

/**
 * Row keys of an index are `i_<property>_!<key>` for null and `i_<property>_=<value>!<key>` otherwise: null first, then
 * by value, rows of one value by key. The property's own name keeps the prefix stable when others are declared.
 */
export function indexPrefix(property: string): string {
  return `i_${property}_`;
}

/** The part of an index row key that a value decides: all rows with this value start with it, and no others. */
export function indexValuePrefix(type: EntityType, property: string, value: PropertyValue): string {
  const declared = type.properties[property];
  if (declared === undefined || (typeof value === 'object' && value !== null)) {
    throw new TypeError(`${property} is not a single-valued property of ${type.name}`);
  }
  if (value === null) return `${indexPrefix(property)}!`;
  return `${indexPrefix(property)}=${cut(encodeKey(primitiveTypes[declared.type].toSortableText(value)))}!`;
}

/** Row key of the index row of one entity. */
export function indexRowKey(type: EntityType, property: string, value: PropertyValue, encodedKey: string): string {
  return indexValuePrefix(type, property, value) + encodedKey;
}

/** True when rows of the index stand in the order of the values: no value of the property can be cut. */
export function indexKeepsOrder(type: EntityType, property: string): boolean {
  const declared = type.properties[property];
  return (
    declared !== undefined && (declared.type !== 'Edm.String' || (declared.maxLength ?? 4096) * 5 <= maxValueLength)
  );
}

/** Cuts without changing which of two texts comes first: half a surrogate pair becomes what sorts in its place. */
function cut(encoded: string): string {
  if (encoded.length <= maxValueLength) return encoded;
  const head = encoded.slice(0, maxValueLength);
  return head.isWellFormed() ? head : `${head.slice(0, -1)}\ud7ff`;
}
