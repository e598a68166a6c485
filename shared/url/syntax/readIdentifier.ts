import { characters, isDigit, isLetter } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { limits } from './limits.ts';

const startBeyondAscii = /[\p{L}\p{Nl}]/u;
const partBeyondAscii = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]/u;

/** UTF-16 units of the identifier character at `position`; 0 when there is none. */
function width(text: string, position: number, first: boolean): number {
  const code = text.charCodeAt(position);
  if (isLetter(code) || code === characters.underscore) {
    return 1;
  }
  if (code < 0x80 || Number.isNaN(code)) {
    return !first && isDigit(code) ? 1 : 0;
  }
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return (first ? startBeyondAscii : partBeyondAscii).test(character) ? character.length : 0;
}

/** True when the text has an identifier at the position. */
export function isIdentifierAt(text: string, position: number): boolean {
  return width(text, position, true) > 0;
}

/** The position behind the identifier at `start`; `start` itself when there is none (CSDL 4.01, 17.2). */
export function identifierEnd(text: string, start: number): number {
  let position = start;
  for (let step = width(text, start, true); step > 0; step = width(text, position, false)) {
    position += step;
  }
  return position;
}

/** Reads `odataIdentifier`. */
export function readIdentifier(cursor: Cursor, expected = 'a name'): string {
  const start = cursor.position;
  const end = identifierEnd(cursor.text, start);
  if (end === start) {
    throw cursor.unexpected(expected);
  }
  if (end - start > limits.identifier) {
    throw cursor.invalid(`a name has at most ${limits.identifier} characters`, start);
  }
  cursor.position = end;
  return cursor.text.slice(start, end);
}

/** Reads identifiers joined by dots, such as a type name with its namespace. */
export function readQualifiedName(cursor: Cursor, expected = 'a name'): string {
  const start = cursor.position;
  readIdentifier(cursor, expected);
  while (cursor.next === characters.dot && isIdentifierAt(cursor.text, cursor.position + 1)) {
    cursor.position++;
    readIdentifier(cursor);
  }
  return cursor.text.slice(start, cursor.position);
}

/** True when the next character cannot go on a name or number, so that a word or literal ends here. */
export function isWordEnd(cursor: Cursor): boolean {
  return width(cursor.text, cursor.position, false) === 0;
}
