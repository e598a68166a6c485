import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { isDateAt, isTimeAt, readDate, readTime } from './readDate.ts';
import { guidLength, isGuidAt } from './isGuidAt.ts';
import { identifierEnd, isIdentifierAt, readQualifiedName } from '../syntax/readIdentifier.ts';
import { readNumber } from './readNumber.ts';
import { readPrefixed } from './readPrefixed.ts';
import { readQuoted } from './readQuoted.ts';
import type { Literal, LiteralForm } from '../syntax/syntaxTree.ts';

/** Words that are literals; `null`, `NaN` and `INF` only in this case (ABNF). */
const words = new Map<string, LiteralForm>([
  ['null', 'null'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['NaN', 'double'],
  ['INF', 'double'],
]);

/** The literal that `word`, read from `start` on, is or begins; undefined when it is a name. */
export function wordLiteral(cursor: Cursor, word: string, start: number): Literal | undefined {
  if (cursor.next === characters.quote) {
    return readPrefixed(cursor, word, start);
  }
  const form = words.get(word);
  if (form !== undefined) {
    return { kind: 'literal', at: cursor.node(start), form, text: word };
  }
  const text = word.length === 4 || word.length === 5 ? word.toLowerCase() : '';
  return words.get(text) === 'boolean' ? { kind: 'literal', at: cursor.node(start), form: 'boolean', text } : undefined;
}

function readGuid(cursor: Cursor): Literal {
  const start = cursor.position;
  cursor.position += guidLength;
  return { kind: 'literal', at: cursor.node(start), form: 'guid', text: cursor.text.slice(start, cursor.position) };
}

/** `-INF`, when nothing goes on behind it. */
function isNegativeInfinity(text: string, position: number): boolean {
  return text.startsWith('-INF', position) && identifierEnd(text, position + 1) === position + 4;
}

/** Reads a literal that a quote, digit, sign or GUID begins; undefined, and nothing read, when there is none. */
export function readPlainLiteral(cursor: Cursor): Literal | undefined {
  const { text, position: start, next } = cursor;
  if (next === characters.quote) {
    const value = readQuoted(cursor);
    return { kind: 'literal', at: cursor.node(start), form: 'string', text: value };
  }
  if (text.charCodeAt(start + 8) === characters.minus && isGuidAt(text, start)) {
    return readGuid(cursor);
  }
  if (isDigit(next)) {
    if (isTimeAt(text, start)) {
      return readTime(cursor);
    }
    return isDateAt(text, start) ? readDate(cursor) : readNumber(cursor);
  }
  if (next !== characters.minus && next !== characters.plus) {
    return undefined;
  }
  if (isDigit(text.charCodeAt(start + 1))) {
    return next === characters.minus && isDateAt(text, start + 1) ? readDate(cursor) : readNumber(cursor);
  }
  if (!isNegativeInfinity(text, start)) {
    return undefined;
  }
  cursor.position += 4;
  return { kind: 'literal', at: cursor.node(start), form: 'double', text: '-INF' };
}

/** Reads any primitive literal (ABNF primitiveLiteral); undefined, and nothing read, when there is none. */
export function readLiteral(cursor: Cursor): Literal | undefined {
  const plain = readPlainLiteral(cursor);
  if (plain !== undefined || !isIdentifierAt(cursor.text, cursor.position)) {
    return plain;
  }
  const start = cursor.position;
  const literal = wordLiteral(cursor, readQualifiedName(cursor), start);
  if (literal === undefined) {
    cursor.position = start;
  }
  return literal;
}
