import type { Row } from '../rows/rows.ts';

/** A row as the table service writes it in JSON (minimal metadata). */
export type WireRow = Readonly<Record<string, unknown>>;

const integer = /^-?[0-9]{1,19}$/;
const system = new Set(['PartitionKey', 'RowKey', 'Timestamp']);
const typeOf = '@odata.type';

/** What a name in a row is: a property, the property it tells the type of, or nothing of interest. */
interface Role {
  readonly isProperty: boolean;
  readonly typed?: string;
}

/** Roles of the names seen: the same few in every row. Bounded, because names are what somebody stored. */
const roles = new Map<string, Role>();
const maxRoles = 1000;

function roleOf(name: string): Role {
  const known = roles.get(name);
  if (known !== undefined) return known;
  const isProperty = !system.has(name) && !name.includes('odata.');
  const role = name.endsWith(typeOf) ? { isProperty, typed: name.slice(0, -typeOf.length) } : { isProperty };
  if (roles.size < maxRoles) roles.set(name, role);
  return role;
}

/** Reads a row from the answer itself: the SDK throws away a whole page for one Int64 that is none. */
export function tableRow(wire: WireRow): Row {
  const properties: Record<string, unknown> = {};
  const integers: string[] = [];
  for (const name in wire) {
    const { isProperty, typed } = roleOf(name);
    const value = wire[name];
    if (isProperty && value !== null) properties[name] = value;
    else if (typed !== undefined && value === 'Edm.Int64') integers.push(typed);
  }
  for (const name of integers) {
    const value = properties[name];
    if (typeof value === 'string' && integer.test(value)) properties[name] = BigInt(value);
  }
  return { rowKey: wire['RowKey'] as string, etag: (wire['odata.etag'] ?? '') as string, properties };
}
