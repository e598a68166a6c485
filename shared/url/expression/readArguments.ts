import { characters } from '../syntax/characters.ts';
import { functionHint } from '../syntax/functionHint.ts';
import { canonicalFunctions } from './canonicalFunctions.ts';
import { quoteHint } from './quoteHint.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, isIdentifierAt, readIdentifier } from '../syntax/readIdentifier.ts';
import { readLiteral } from '../literal/readLiteral.ts';
import type { Alias, Argument, Expression, Literal } from '../syntax/syntaxTree.ts';

/** Reads `@name` (ABNF parameterAlias). */
export function readAlias(cursor: Cursor): Alias {
  const start = cursor.position;
  cursor.expect(characters.at);
  return { kind: 'alias', at: cursor.node(start), name: readIdentifier(cursor) };
}

/**
 * The error for arguments without names, which only the canonical functions have, when the name before them is nearly that of
 * one, or they are no literal, which alone a key can be.
 */
function checkCalled(cursor: Cursor, called: string | undefined, isKey: boolean): void {
  if (called === undefined) return;
  const hint = functionHint(called, canonicalFunctions.keys());
  if (hint === undefined && isKey) return;
  const whatElse = hint ?? 'there are contains, startswith, length, year, round and the others of OData';
  throw cursor.invalid(`there is no function '${called}'; ${whatElse}`, cursor.position);
}

/** Where a parameter is written as in other languages, `period:'D7'`: how it is written here; else empty. */
function parameterHint({ text, position }: Cursor): string {
  const end = identifierEnd(text, position);
  return end > position && text.charCodeAt(end) === characters.colon
    ? ` (a parameter is written ${text.slice(position, end)}=value)`
    : '';
}

/**
 * Reads what a key or a parameter in a resource path may be: a primitive literal or a parameter alias.
 *
 * @param called the name before its parentheses where it may be meant for a function, in an expression
 */
export function readPathValue(cursor: Cursor, called?: string): Literal | Alias {
  const value = cursor.next === characters.at ? readAlias(cursor) : readLiteral(cursor);
  if (value === undefined) {
    checkCalled(cursor, called, !isIdentifierAt(cursor.text, cursor.position));
    const hint = parameterHint(cursor) || quoteHint(cursor, called === undefined);
    throw cursor.unexpected(`a literal such as 'text' or 42, or a parameter alias such as @key${hint}`);
  }
  return value;
}

function isNamed(cursor: Cursor): boolean {
  const end = identifierEnd(cursor.text, cursor.position);
  return end > cursor.position && cursor.text.charCodeAt(end) === characters.equals;
}

function readNamed(cursor: Cursor, readValue: (cursor: Cursor) => Expression): Argument {
  const start = cursor.position;
  if (!isNamed(cursor)) {
    throw cursor.unexpected('name=value (only the canonical functions take arguments without names)');
  }
  const name = readIdentifier(cursor);
  cursor.position++;
  return { at: cursor.node(start), name, value: readValue(cursor) };
}

/**
 * Reads a key or the arguments of a function, `('x')`, `(a=1,b=@b)` or `()`; `readValue` reads the named values. A
 * positional value can only be a key, so it is one literal or alias (ABNF keyPredicate, functionParameters).
 *
 * @param called the name before the parentheses where it may be meant for a function, in an expression
 */
export function readArguments(cursor: Cursor, readValue: (cursor: Cursor) => Expression, called?: string): Argument[] {
  cursor.enter();
  cursor.expect(characters.open);
  const start = cursor.position;
  cursor.skipBlanks();
  const list: Argument[] = [];
  if (cursor.accept(characters.close)) {
    cursor.leave();
    return list;
  }
  if (isNamed(cursor)) {
    do {
      list.push(readNamed(cursor, readValue));
    } while (cursor.acceptSpacedComma());
    cursor.close();
  } else {
    cursor.position = start;
    list.push({ at: cursor.node(start), value: readPositional(cursor, called) });
    if (cursor.next !== characters.close) checkCalled(cursor, called, true);
    cursor.expect(characters.close);
  }
  cursor.leave();
  return list;
}

function readPositional(cursor: Cursor, called: string | undefined): Literal | Alias {
  const start = cursor.position;
  const value = readPathValue(cursor, called);
  if (value.kind === 'literal' && (value.form === 'null' || value.form === 'binary' || value.form === 'geo')) {
    throw cursor.invalid(
      'a key value is a string, number, boolean, GUID, date, time, duration or enumeration member',
      start,
    );
  }
  return value;
}
