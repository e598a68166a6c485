import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';

/** Reads `'...'`, in which two quotes stand for one, and returns the text between the quotes (ABNF stringLiteral). */
export function readQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.position;
  cursor.expect(characters.quote);
  for (let from = cursor.position; ;) {
    const end = text.indexOf("'", from);
    if (end < 0) {
      throw cursor.invalid("the string that begins here has no closing '", start);
    }
    if (text.charCodeAt(end + 1) !== characters.quote) {
      cursor.position = end + 1;
      return text.slice(start + 1, end).replaceAll("''", "'");
    }
    from = end + 2;
  }
}
