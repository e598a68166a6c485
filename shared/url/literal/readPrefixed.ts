import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readGeo } from './readGeo.ts';
import { readQuoted } from './readQuoted.ts';
import type { Literal, LiteralForm } from '../syntax/syntaxTree.ts';

interface Prefix {
  readonly form: LiteralForm;
  /** Reads what stands between the quotes. */
  readonly read: (cursor: Cursor) => string;
}

/** Each alternative starts at a fixed place and digits are told from letters, so a failed match costs linear time. */
const patterns = {
  duration: /^[+-]?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i,
  binary: /^(?:[\w-]{4})*(?:[\w-]{2}[AEIMQUYcgkosw048]=?|[\w-][AQgw](?:==)?)?$/,
  enumMember: /^(?:[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]{0,127}|[+-]?\d{1,19})$/u,
};

/** True for a value of Edm.Duration (ABNF durationValue). */
export function isDurationValue(text: string): boolean {
  return patterns.duration.test(text);
}

/** True for base64url text (ABNF binaryValue). */
export function isBinaryValue(text: string): boolean {
  return patterns.binary.test(text);
}

/** True for member names or integers joined by commas (ABNF enumValue). */
export function isEnumValue(text: string): boolean {
  return text.split(',').every((member) => patterns.enumMember.test(member));
}

function checked(isValid: (text: string) => boolean, expected: string): (cursor: Cursor) => string {
  return (cursor) => {
    const start = cursor.position;
    const text = readQuoted(cursor);
    if (!isValid(text)) {
      throw cursor.invalid(`expected ${expected} in the quotes`, start);
    }
    return text;
  };
}

function readGeoText(cursor: Cursor): string {
  cursor.expect(characters.quote);
  const start = cursor.position;
  readGeo(cursor);
  const text = cursor.text.slice(start, cursor.position);
  cursor.expect(characters.quote);
  return text;
}

const readEnum = checked(isEnumValue, 'names of enumeration members');

const prefixes: Readonly<Record<string, Prefix>> = {
  duration: { form: 'duration', read: checked(isDurationValue, 'a duration such as P1DT12H') },
  binary: { form: 'binary', read: checked(isBinaryValue, 'base64url text') },
  geography: { form: 'geo', read: readGeoText },
  geometry: { form: 'geo', read: readGeoText },
};

/** What OData 2 and 3 put before the quotes of values that are plain now (ABNF primitiveLiteral), and what is written instead. */
const former: Readonly<Record<string, string>> = {
  date: 'a date without quotes, 2024-01-31',
  datetime: 'a date without quotes, 2024-01-31',
  datetimeoffset: 'a time without quotes, 2024-01-31T12:00:00Z',
  time: 'a time without quotes, 12:00:00',
  guid: 'a GUID without quotes, or a string in them',
  x: "binary'...' with base64url text",
  n: "the string in single quotes alone, 'text'",
};

/** Reads the quoted part behind `word`, which began at `start`: `duration'P1D'`, `Sales.Color'Red'`. */
export function readPrefixed(cursor: Cursor, word: string, start: number): Literal {
  const name = word.toLowerCase();
  const prefix = Object.hasOwn(prefixes, name) ? prefixes[name] : undefined;
  if (prefix !== undefined) {
    return { kind: 'literal', at: cursor.node(start), form: prefix.form, text: prefix.read(cursor) };
  }
  if (!word.includes('.')) {
    const right = Object.hasOwn(former, name) ? former[name] : undefined;
    const before =
      "duration'...', binary'...', geography'...', geometry'...' or the qualified name of an enumeration type";
    throw cursor.invalid(`${word}'...' is not a literal; write ${right ?? `${before} before the quotes`}`, start);
  }
  return { kind: 'literal', at: cursor.node(start), form: 'enum', text: readEnum(cursor), typeName: word };
}
