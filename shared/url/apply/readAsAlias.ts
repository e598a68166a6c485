import { isBlank } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readIdentifier } from '../syntax/readIdentifier.ts';
import type { ComputeItem } from '../syntax/syntaxTree.ts';

/** Reads blanks, the word and blanks; false, and nothing read, when the word is not there. `word` is in lower case. */
export function acceptWord(cursor: Cursor, word: string): boolean {
  const start = cursor.position;
  if (!isBlank(cursor.next)) {
    return false;
  }
  cursor.skipBlanks();
  const end = identifierEnd(cursor.text, cursor.position);
  if (cursor.text.slice(cursor.position, end).toLowerCase() !== word) {
    cursor.position = start;
    return false;
  }
  cursor.position = end;
  cursor.requireBlanks();
  return true;
}

/** Reads ` as name` (ABNF asAlias). */
export function readAsAlias(cursor: Cursor): string {
  if (!acceptWord(cursor, 'as')) {
    throw cursor.unexpectedBehind('" as " and a name');
  }
  return readIdentifier(cursor);
}

/** Reads `expression as name` (ABNF computeItem). */
export function readComputeItem(cursor: Cursor): ComputeItem {
  const at = cursor.node(cursor.position);
  const expression = cursor.grammar.expression(cursor);
  return { at, expression, alias: readAsAlias(cursor) };
}
