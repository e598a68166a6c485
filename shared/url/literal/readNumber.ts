import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { isWordEnd } from '../syntax/readIdentifier.ts';
import type { Literal, LiteralForm } from '../syntax/syntaxTree.ts';

/** Suffixes of OData 2 and 3 that clients still send (`20L`): a leniency. */
const suffixes: Readonly<Record<string, LiteralForm>> = {
  l: 'integer',
  m: 'decimal',
  d: 'double',
  f: 'double',
};

function skipDigits(cursor: Cursor): number {
  const start = cursor.position;
  while (isDigit(cursor.next)) {
    cursor.position++;
  }
  return cursor.position - start;
}

/** `e`, a sign and digits; a blank for the sign is a plus sign that came unencoded through a query. */
function readExponent(cursor: Cursor): boolean {
  const { text, position } = cursor;
  if ((cursor.next | 0x20) !== 0x65) {
    return false;
  }
  const sign = text.charCodeAt(position + 1);
  const signed = sign === characters.plus || sign === characters.minus || sign === characters.space;
  const digits = position + (signed ? 2 : 1);
  if (!isDigit(text.charCodeAt(digits))) {
    return false;
  }
  cursor.position = digits;
  skipDigits(cursor);
  return true;
}

/** Reads a number with its sign; without a dot and an exponent it is an integer (ABNF decimalLiteral). */
export function readNumber(cursor: Cursor): Literal {
  const start = cursor.position;
  if (cursor.next === characters.minus || cursor.next === characters.plus) {
    cursor.position++;
  }
  if (skipDigits(cursor) === 0) {
    throw cursor.unexpected('a digit');
  }
  let form: LiteralForm = 'integer';
  if (cursor.next === characters.dot) {
    form = 'decimal';
    cursor.position++;
    if (skipDigits(cursor) === 0) {
      throw cursor.unexpected('a digit behind the decimal point');
    }
  }
  if (readExponent(cursor)) {
    form = 'double';
  }
  const end = cursor.position;
  if (!isWordEnd(cursor)) {
    const suffix = suffixes[cursor.text.charAt(end).toLowerCase()];
    cursor.position++;
    if (suffix === undefined || (suffix === 'integer' && form !== 'integer') || !isWordEnd(cursor)) {
      cursor.position = end;
      throw cursor.unexpected('the end of the number');
    }
    form = suffix;
  }
  const blank = form === 'double' ? cursor.text.indexOf(' ', start) : -1;
  const at = cursor.node(start);
  if (blank >= 0 && blank < end) {
    return {
      kind: 'literal',
      at,
      form,
      text: `${cursor.text.slice(start, blank)}+${cursor.text.slice(blank + 1, end)}`,
    };
  }
  if (cursor.text.charCodeAt(start) === characters.plus) {
    return { kind: 'literal', at, form, text: cursor.text.slice(start + 1, end) };
  }
  return { kind: 'literal', at, form, text: cursor.text.slice(start, end) };
}
