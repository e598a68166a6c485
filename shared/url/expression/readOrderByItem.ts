import { isBlank } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';
import type { OrderByItem } from '../syntax/syntaxTree.ts';

/** The direction behind the blanks at the position; undefined, and nothing read, when there is none. */
function readDirection(cursor: Cursor): string | undefined {
  const start = cursor.position;
  if (!isBlank(cursor.next)) {
    return undefined;
  }
  cursor.skipBlanks();
  const end = identifierEnd(cursor.text, cursor.position);
  const word = cursor.text.slice(cursor.position, end).toLowerCase();
  if (word !== 'asc' && word !== 'desc') {
    cursor.position = start;
    return undefined;
  }
  cursor.position = end;
  return word;
}

/** Reads one sort key: an expression and a direction (ABNF orderbyItem). */
export function readOrderByItem(cursor: Cursor): OrderByItem {
  const at = cursor.node(cursor.position);
  const expression = cursor.grammar.expression(cursor);
  return { at, expression, descending: readDirection(cursor) === 'desc' };
}
