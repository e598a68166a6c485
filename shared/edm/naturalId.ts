import { createHash } from 'node:crypto';
import type { PropertyValue } from './edmValue.ts';
import type { EntityType } from './entityType.ts';
import { primitiveTypes } from './primitiveTypes.ts';

/** The namespace of ids made from natural keys. It never changes: rows that were imported are found again by it. */
const namespace = Buffer.from('6f1d2c4e9b7a5e3d8c21f04a7be95d13', 'hex');

/** The UUID of a name in the namespace, version 5 (RFC 9562, 5.5). */
function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * The id of a row by its natural key: the same for the same row of the report, whoever stores it and however often; a
 * UUID of version 5. Properties that are no part of the natural key do not matter.
 */
export function naturalId(type: EntityType, values: Readonly<Record<string, PropertyValue>>): string {
  const key = type.naturalKey.map((name) => {
    const property = type.properties[name];
    const value = values[name] ?? null;
    if (property === undefined || (typeof value === 'object' && value !== null)) {
      throw new TypeError(`${name} is not a single-valued property of ${type.name}`);
    }
    return value === null ? null : primitiveTypes[property.type].toText(value);
  });
  return uuidOf(JSON.stringify([type.name, ...key]));
}
