import { hash } from 'node:crypto';
import type { PropertyValue } from './edmValue.ts';
import type { EntityType, Subject } from './entityType.ts';
import { primitiveTypes } from './primitiveTypes.ts';
import { requiredKey } from './requiredKey.ts';

/** The namespace of ids made from names. It never changes: rows that were stored are found again by it. */
const namespace = Buffer.from('6f1d2c4e9b7a5e3d8c21f04a7be95d13', 'hex');

/** The namespace with room behind it for a name of up to so many characters, of which most are shorter. */
const usualName = 256;
const named = Buffer.concat([namespace, Buffer.alloc(3 * usualName)]);

function hashOf(name: string): string {
  if (name.length > usualName) return hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex');
  return hash('sha1', named.subarray(0, namespace.length + named.write(name, namespace.length)), 'hex');
}

/** The UUID of a name in the namespace, version 5 (RFC 9562, 5.5). */
function uuidOf(name: string): string {
  const hex = hashOf(name);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
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

/** The UUID of who or what a row is about, by what these properties say, character by character. */
function subjectId(type: EntityType, names: readonly string[], values: Values): string {
  return uuidOf(JSON.stringify(names.map((name) => [name, textOf(type, values, name) || null])));
}

/** What says who or what a row is about: its id, or where that says nothing its names; undefined where those are missing. */
function tellingNames(type: EntityType, subject: Subject, values: Values): readonly string[] | undefined {
  const { id, names } = subject;
  if (id !== undefined && isKnownById(type, subject, values)) return [id];
  return names.every((name) => values[name] !== undefined) ? names : undefined;
}

const partOf = (text: string): string => (plain.test(text) ? text : uuidOf(text));

/**
 * The id of a row of a report, readable by people: its natural key, `2026-11-26`, `2026-11-26_OneDrive`, `2026-11-26_7`,
 * and for details a UUID of version 5 behind it, so that no id holds a name. The same for the same row, whoever
 * stores it and however often. Undefined when a property it is made from is not given, or a date or the period is null; other
 * parts may be null.
 */
export function naturalId(type: EntityType, values: Values): string | undefined {
  const { naturalKey, subject } = type;
  if (requiredKey(type).some((name) => (values[name] ?? null) === null)) return undefined;
  if (naturalKey.some((name) => values[name] === undefined)) return undefined;
  const names = subject && tellingNames(type, subject, values);
  if (subject !== undefined && names === undefined) return undefined;
  const parts = naturalKey.map((name) => partOf(textOf(type, values, name)));
  if (names !== undefined) return `${parts.join('_')}_${subjectId(type, names, values)}`;
  const end = parts.findLastIndex((part) => part !== '') + 1;
  return end === 0 ? undefined : parts.slice(0, end).join('_');
}
