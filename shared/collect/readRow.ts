import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../edm/primitiveTypes.ts';
import { readValues, type Reading, type RowValues } from './readValues.ts';
import type { ReportColumn } from './reportColumn.ts';

type Read = Extract<RowValues, { readonly id: string }>;

/** A row ready to be sent, or why it cannot be; what stands in the file instead may be personal data. */
export type ReportRow = (Read & { readonly json: string }) | Exclude<RowValues, Read>;

const plainNumbers = { ieee754Compatible: false };

function json(value: PropertyValue, type: Property['type']): string {
  if (value === null) return 'null';
  const row = primitiveTypes[type];
  if (!Array.isArray(value)) return row.toJson(value as PrimitiveValue, plainNumbers);
  return `[${value.map((item) => row.toJson(item as PrimitiveValue, plainNumbers)).join(',')}]`;
}

/** A member of the JSON texts of rows, and what stands before its value. */
interface Member {
  readonly before: string;
  readonly type: Property['type'];
}

const known = new WeakMap<EntityType, ReadonlyMap<string, Member>>();

/** The members of a type by their names; the id, which stands before them, is none. */
function membersOf(type: EntityType): ReadonlyMap<string, Member> {
  const members =
    known.get(type) ??
    new Map(
      Object.entries(type.properties).map(([name, property]) => [
        name,
        { before: `,${JSON.stringify(name)}:`, type: property.type },
      ]),
    );
  known.set(type, members);
  return members;
}

/** Turns the fields of a record into an entity with the id of its natural key, as `readValues` reads them. */
export function readRow(
  type: EntityType,
  columns: readonly (ReportColumn | undefined)[],
  fields: readonly string[] | undefined,
  reading?: Reading,
): ReportRow {
  const read = readValues(type, columns, fields, reading);
  if (read.id === undefined) return read;
  const { id, values, isNamed } = read;
  const members = membersOf(type);
  // Joined, and not added to each other: such a text is one piece, of which 250 rows are kept at a time, and no tree of fifty.
  const pieces = ['{"id":', JSON.stringify(id)];
  for (const name of Object.keys(values)) {
    const member = members.get(name);
    if (member !== undefined) pieces.push(member.before, json(values[name] ?? null, member.type));
  }
  pieces.push('}');
  return { id, json: pieces.join(''), values, isNamed };
}
