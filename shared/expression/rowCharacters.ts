import type { EdmValue } from '../edm/edmValue.ts';
import type { Row } from './typedExpression.ts';

/**
 * Characters of the rows of a page, computed values included, at which it ends, shorter than asked for and with a link to
 * the next. Whoever keeps the rows of a page counts them by `rowCharacters` and ends it with the row that reaches it.
 */
export const pageCharacters = 4 * 1024 * 1024;

function itemCharacters(items: readonly EdmValue[]): number {
  let characters = 0;
  for (const item of items) if (typeof item === 'string') characters += item.length;
  return characters;
}

/** Characters of the texts of a row, in UTF-16 units. Other values are small and of a few kinds: they do not count. */
export function rowCharacters(row: Row): number {
  let characters = 0;
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'string') characters += value.length;
    else if (Array.isArray(value)) characters += itemCharacters(value as readonly EdmValue[]);
  }
  return characters;
}
