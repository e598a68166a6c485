import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';

/** What other languages, and word processors, put around a string (the straight one is right and not here). */
const quotes = /["`\u00b4\u00ab\u00bb\u2018-\u201f]/u;

/**
 * Where a value is wanted and another quotation mark stands, or none at all: that strings stand in single quotes
 * (ABNF stringLiteral), in parentheses behind what is wanted; else empty.
 *
 * @param isWord whether a word without quotation marks can only be a string that lacks them
 */
export function quoteHint({ text, position }: Cursor, isWord = false): string {
  const end = identifierEnd(text, position);
  const word = isWord && end > position ? text.slice(position, end) : undefined;
  if (word === undefined && !quotes.test(text.charAt(position))) return '';
  return ` (a string stands in single quotes, '${word ?? 'text'}')`;
}
