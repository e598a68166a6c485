import { jsonEscapes } from '../../json/jsonEscapes.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import type { Expression, Literal } from '../syntax/syntaxTree.ts';

/** Reads what stands behind a backslash. */
function readEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.position);
  const plain = jsonEscapes[letter];
  if (plain !== undefined) {
    cursor.position++;
    return plain;
  }
  const digits = cursor.text.slice(cursor.position + 1, cursor.position + 5);
  if (letter !== 'u' || !/^[0-9a-f]{4}$/i.test(digits)) {
    throw cursor.unexpected('one of "\\/bfnrt or u and four hexadecimal digits behind the backslash');
  }
  cursor.position += 5;
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** Reads a string in double quotes with JSON escapes (ABNF stringInUrl). */
export function readJsonString(cursor: Cursor): Literal {
  const start = cursor.position;
  cursor.expect(characters.doubleQuote);
  let value = '';
  let from = cursor.position;
  for (;;) {
    const { next } = cursor;
    if (Number.isNaN(next)) {
      throw cursor.invalid('the string that begins here has no closing "', start);
    }
    cursor.position++;
    if (next === characters.backslash) {
      value += cursor.text.slice(from, cursor.position - 1) + readEscape(cursor);
      from = cursor.position;
    } else if (next === characters.doubleQuote) {
      const text = value + cursor.text.slice(from, cursor.position - 1);
      return { kind: 'literal', at: cursor.node(start), form: 'string', text };
    }
  }
}

function readValue(cursor: Cursor): Expression {
  return cursor.next === characters.doubleQuote ? readJsonString(cursor) : cursor.grammar.expression(cursor);
}

/** The items between two brackets, with blanks anywhere between them. */
function readItems<T>(cursor: Cursor, closing: number, readItem: (cursor: Cursor) => T): T[] {
  const items: T[] = [];
  cursor.enter();
  cursor.position++;
  cursor.skipBlanks();
  if (cursor.next !== closing) {
    do {
      items.push(readItem(cursor));
    } while (cursor.acceptSpacedComma());
    cursor.skipBlanks();
  }
  cursor.expect(closing);
  cursor.leave();
  return items;
}

function readMember(cursor: Cursor): { name: string; value: Expression } {
  const name = readJsonString(cursor).text;
  cursor.skipBlanks();
  cursor.expect(characters.colon);
  cursor.skipBlanks();
  return { name, value: readValue(cursor) };
}

/** Reads a JSON array whose values may be any expression (ABNF array). */
export function readArray(cursor: Cursor): Expression {
  const at = cursor.node(cursor.position);
  return { kind: 'array', at, items: readItems(cursor, characters.closeBracket, readValue) };
}

/** Reads a JSON object whose values may be any expression (ABNF object). */
export function readObject(cursor: Cursor): Expression {
  const at = cursor.node(cursor.position);
  return { kind: 'object', at, members: readItems(cursor, characters.closeBrace, readMember) };
}
