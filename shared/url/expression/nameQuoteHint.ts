import type { Cursor } from '../syntax/cursor.ts';

/** Where a name is wanted and a quotation mark stands: that names have none, in parentheses behind what is wanted; else empty. */
export function nameQuoteHint({ text, position }: Cursor): string {
  return /["'`[]/.test(text.charAt(position)) ? ' (names stand without quotation marks)' : '';
}
