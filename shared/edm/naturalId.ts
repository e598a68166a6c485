import { hash } from 'node:crypto';
import type { PropertyValue } from './edmValue.ts';
import type { EntityType, Subject } from './entityType.ts';
import { primitiveTypes } from './primitiveTypes.ts';
import { requiredKey } from './requiredKey.ts';

/** The namespace of ids made from names. It never changes: rows that were stored are found again by it. */
const namespace = Buffer.from('6f1d2c4e9b7a5e3d8c21f04a7be95d13', 'hex');

/** The UUID of a name in the namespace, version 5 (RFC 9562, 5.5). */
function uuidOf(name: string): string {
  const hex = hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex');
  const variant = (parseInt(hex.charAt(16), 16) & 0x3) | 0x8;
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, variant.toString(16) + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join('-');
}

type Values = Readonly<Record<string, PropertyValue>>;

/** The text of a single value; an empty text is as good as none. */
function textOf(type: EntityType, values: Values, name: string): string {
  const property = type.properties[name];
  const value = values[name] ?? null;
  if (property === undefined || (typeof value === 'object' && value !== null)) {
    throw new TypeError(`${name} is not a single-valued property of ${type.name}`);
  }
  return value === null ? '' : primitiveTypes[property.type].toText(value);
}

/**
 * Texts that stand in an id as they are: short, without the character between the parts, without a blank at an end, and
 * without what a path cannot hold or people cannot see.
 */
const plain = /^(?! )[^_/\\%#?\p{C}]{0,64}(?<! )$/u;

/** What stands in an id column where a tenant conceals names. */
const zeros = /^[0-]*$/;

/** Whether the id column of a subject says whom a row is about. */
function isKnownById(type: EntityType, { id }: Subject, values: Values): boolean {
  return id !== undefined && !zeros.test(textOf(type, values, id));
}

/** The UUID of who or what a row is about: by its id, or where that says nothing by its names, character by character. */
function subjectId(type: EntityType, subject: Subject, values: Values): string {
  const { id, names } = subject;
  const parts = id !== undefined && isKnownById(type, subject, values) ? [id] : names;
  return uuidOf(JSON.stringify(parts.map((name) => [name, textOf(type, values, name) || null])));
}

/** Whether nothing of what the id of a row is made from is missing; parts that are not dates or periods may be null. */
function isWhole(type: EntityType, values: Values): boolean {
  const { naturalKey, subject } = type;
  if (requiredKey(type).some((name) => (values[name] ?? null) === null)) return false;
  if (naturalKey.some((name) => values[name] === undefined)) return false;
  if (subject === undefined || isKnownById(type, subject, values)) return true;
  return subject.names.every((name) => values[name] !== undefined);
}

/**
 * The id of a row of a report, readable by people: its natural key, `2026-11-26`, `2026-11-26_OneDrive`, `2026-11-26_7`,
 * and for details a UUID of version 5 behind it, so that no id holds a name. The same for the same row, whoever
 * stores it and however often. Undefined when a property it is made from is not given, or a date or the period is null.
 */
export function naturalId(type: EntityType, values: Values): string | undefined {
  const { naturalKey, subject } = type;
  if (!isWhole(type, values)) return undefined;
  const texts = naturalKey.map((name) => textOf(type, values, name));
  const parts = texts.map((text) => (plain.test(text) ? text : uuidOf(text)));
  if (subject !== undefined) return [...parts, subjectId(type, subject, values)].join('_');
  const end = parts.findLastIndex((part) => part !== '') + 1;
  return end === 0 ? undefined : parts.slice(0, end).join('_');
}
