import { readComputeItem } from '../apply/readAsAlias.ts';
import { characters, isDigit } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';
import { readOrderByItem } from '../expression/readOrderByItem.ts';
import { readExpandItem, readSelectItem } from './readExpandItem.ts';
import { searchReaders } from '../expression/searchReaders.ts';
import type { QueryOption } from '../syntax/syntaxTree.ts';

/** Reads the value of a system query option; `nested` in parentheses, where `;` and `)` end it. */
type OptionReader = (cursor: Cursor, at: number, nested: boolean) => QueryOption;

/** One system query option. */
export interface SystemOption {
  readonly read: OptionReader;
  /** Written only with the dollar sign; without it the name is a custom option. */
  readonly dollarRequired?: true;
  /** Only in parentheses of `$expand` or `$select`. */
  readonly nestedOnly?: true;
}

function list<T>(cursor: Cursor, readItem: (cursor: Cursor) => T): T[] {
  const items: T[] = [];
  do {
    items.push(readItem(cursor));
  } while (cursor.acceptComma());
  return items;
}

function readDigits(cursor: Cursor): string {
  const start = cursor.position;
  while (isDigit(cursor.next)) {
    cursor.position++;
  }
  if (cursor.position === start) {
    throw cursor.unexpected('a whole number in digits, such as 10');
  }
  return cursor.text.slice(start, cursor.position);
}

function readWord(cursor: Cursor): string {
  const start = cursor.position;
  cursor.position = identifierEnd(cursor.text, start);
  return cursor.text.slice(start, cursor.position).toLowerCase();
}

function amount(name: 'top' | 'skip'): SystemOption {
  return { read: (cursor, at) => ({ name, at, value: readDigits(cursor) }) };
}

function readIndex(cursor: Cursor, at: number): QueryOption {
  const sign = cursor.accept(characters.minus) ? '-' : '';
  return { name: 'index', at, value: sign + readDigits(cursor) };
}

function readCount(cursor: Cursor, at: number): QueryOption {
  const start = cursor.position;
  const word = readWord(cursor);
  if (word !== 'true' && word !== 'false') {
    throw cursor.invalid('expected true or false', start);
  }
  return { name: 'count', at, value: word === 'true' };
}

function readLevels(cursor: Cursor, at: number): QueryOption {
  const start = cursor.position;
  const value = isDigit(cursor.next) ? readDigits(cursor) : readWord(cursor);
  if (value !== 'max' && !/^[1-9]/.test(value)) {
    throw cursor.invalid('expected a positive integer or max', start);
  }
  return { name: 'levels', at, value };
}

type TextName = 'format' | 'skiptoken' | 'deltatoken' | 'id' | 'schemaversion';

/** An option that is taken as it stands, up to the end. */
function whole(name: TextName, pattern: RegExp, expected: string): SystemOption {
  return {
    read: (cursor, at) => {
      const start = cursor.position;
      const value = cursor.text.slice(start);
      if (!pattern.test(value)) {
        throw cursor.unexpected(expected);
      }
      cursor.position = cursor.text.length;
      return { name, at, value };
    },
  };
}

function temporal(name: 'at' | 'from' | 'to' | 'toinclusive'): SystemOption {
  return { dollarRequired: true, read: (cursor, at) => ({ name, at, value: cursor.grammar.expression(cursor) }) };
}

/** The system query options by name in lower case without the dollar sign (URL Conventions 4.01, 5.1). */
export const systemOptions: ReadonlyMap<string, SystemOption> = new Map<string, SystemOption>([
  ['apply', { read: (cursor, at) => ({ name: 'apply', at, transformations: cursor.grammar.transformations(cursor) }) }],
  ['at', temporal('at')],
  ['compute', { read: (cursor, at) => ({ name: 'compute', at, items: list(cursor, readComputeItem) }) }],
  ['count', { read: readCount }],
  ['deltatoken', whole('deltatoken', /./s, 'a delta token')],
  ['expand', { read: (cursor, at) => ({ name: 'expand', at, items: list(cursor, readExpandItem) }) }],
  ['filter', { read: (cursor, at) => ({ name: 'filter', at, condition: cursor.grammar.expression(cursor) }) }],
  [
    'format',
    whole('format', /^(?:atom|csv|json|xml|[^/]+\/.+)$/i, 'json, xml, csv or a media type such as application/json'),
  ],
  ['from', temporal('from')],
  ['id', whole('id', /./s, 'the id of an entity')],
  ['index', { read: readIndex }],
  ['levels', { nestedOnly: true, read: readLevels }],
  ['orderby', { read: (cursor, at) => ({ name: 'orderby', at, items: list(cursor, readOrderByItem) }) }],
  ['schemaversion', whole('schemaversion', /^(?:\*|[\w.~-]+)$/, '* or a version')],
  [
    'search',
    {
      read: (cursor, at, nested) => ({ name: 'search', at, search: searchReaders[nested ? 'nested' : 'top'](cursor) }),
    },
  ],
  ['select', { read: (cursor, at) => ({ name: 'select', at, items: list(cursor, readSelectItem) }) }],
  ['skip', amount('skip')],
  ['skiptoken', whole('skiptoken', /./s, 'a skip token')],
  ['to', temporal('to')],
  ['toinclusive', temporal('toinclusive')],
  ['top', amount('top')],
]);
