import { readAlias } from '../expression/readArguments.ts';
import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';
import { systemOptions } from './systemOptions.ts';
import type { QueryOption } from '../syntax/syntaxTree.ts';

function readAliasOption(cursor: Cursor): QueryOption {
  const { at, name } = readAlias(cursor);
  cursor.expect(characters.equals);
  return { name: 'alias', at, alias: name, value: cursor.grammar.expression(cursor) };
}

function readOption(cursor: Cursor, allowed: ReadonlySet<string>): QueryOption {
  const { text, position: start } = cursor;
  if (cursor.next === characters.at && allowed.has('alias')) {
    return readAliasOption(cursor);
  }
  const dollar = cursor.accept(characters.dollar);
  const end = identifierEnd(text, cursor.position);
  const name = text.slice(cursor.position, end).toLowerCase();
  const option = allowed.has(name) ? systemOptions.get(name) : undefined;
  if (option === undefined || (option.dollarRequired && !dollar)) {
    cursor.position = start;
    throw cursor.unexpected(`one of the options ${[...allowed].map((each) => `$${each}`).join(', ')}`);
  }
  cursor.position = end;
  cursor.expect(characters.equals);
  return option.read(cursor, cursor.node(start), true);
}

/** Reads `(option;option...)` of an item of `$expand` or `$select` or of `/$count` (ABNF expandOption, selectOption). */
export function readNestedOptions(cursor: Cursor, allowed: ReadonlySet<string>): QueryOption[] {
  const options: QueryOption[] = [];
  cursor.enter();
  cursor.expect(characters.open);
  do {
    const start = cursor.position;
    options.push({ ...readOption(cursor, allowed), text: cursor.text.slice(start, cursor.position) });
  } while (cursor.accept(characters.semicolon));
  cursor.expect(characters.close);
  cursor.leave();
  return options;
}
