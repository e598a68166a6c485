import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { naturalId } from '../edm/naturalId.ts';
import { requiredKey } from '../edm/requiredKey.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { cellSeparator, restored } from '../represent/csv/csvCell.ts';
import type { ReportColumn } from './reportColumn.ts';

/** A row ready to be sent, or why it cannot be; what stands in the file instead may be personal data. */
export type ReportRow =
  | { readonly id: string; readonly json: string }
  | { readonly problem: string; readonly found?: string; readonly id?: undefined };

/** The JSON text of a field; undefined when it is no value of the property. */
function fieldValue(field: string, { type, collection, maxLength = 4096 }: Property): PropertyValue | undefined {
  const text = type === 'Edm.String' ? restored(field) : field.trim();
  if (collection) return text === '' ? [] : text.split(cellSeparator);
  if (text === '') return null;
  const value = primitiveTypes[type].fromText(text);
  return typeof value === 'string' && value.length > maxLength ? undefined : value;
}

function json(value: PropertyValue, type: Property['type']): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return JSON.stringify(value);
  return primitiveTypes[type].toJson(value as PrimitiveValue, { ieee754Compatible: false });
}

/** What says whom a row is about counts as empty where a file lacks the column. */
function absent({ subject }: EntityType): Record<string, null> {
  return Object.fromEntries((subject?.names ?? []).map((name) => [name, null]));
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}...` : text);

/**
 * Turns the fields of a record into an entity with the id of its natural key; an empty field is null. A column that is
 * undefined is left out.
 */
export function readRow(
  type: EntityType,
  columns: readonly (ReportColumn | undefined)[],
  fields: readonly string[] | undefined,
): ReportRow {
  if (fields === undefined) return { problem: 'a quote that begins here or further on is never closed' };
  if (fields.length !== columns.length) {
    return { problem: `has ${fields.length} fields where the header line has ${columns.length}` };
  }
  const required = requiredKey(type);
  const values: Record<string, PropertyValue> = absent(type);
  const members: string[] = [];
  for (const [at, column] of columns.entries()) {
    if (column === undefined) continue;
    const { header, name, property } = column;
    const field = fields[at] ?? '';
    const value = fieldValue(field, property);
    if (value === undefined) {
      const right = primitiveTypes[property.type].expectation(property).replace(/, written as .*/, '');
      return { problem: `'${header}' must be ${right}`, found: shortened(field) };
    }
    if (value === null && required.includes(name)) return { problem: `'${header}' is empty` };
    values[name] = value;
    members.push(`${JSON.stringify(name)}:${json(value, property.type)}`);
  }
  const id = naturalId(type, values);
  // The header line was held against the type, so that all parts of the key are there.
  if (id === undefined) throw new TypeError(`a row of ${type.name} lacks a part of its key`);
  return { id, json: `{"id":${JSON.stringify(id)},${members.join(',')}}` };
}
