/** What Microsoft Graph joins the items of a collection by. */
const separator = '+';

/** A separator has no blank beside it: in `ENTERPRISE MOBILITY + SECURITY E5` the plus is part of the name. */
const separators = /(?<! )\+(?! )/;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function asJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('["')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isTexts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The items of a collection, from a field of a CSV file that is not empty or, as `joinedItems` writes it, an empty text. */
export const splitItems = (text: string): readonly string[] => asJson(text) ?? text.split(separators);

/**
 * The items of a collection as one text, as Microsoft Graph writes them; as a JSON array where they could not be told
 * apart again, because one has a plus or a blank where the others are joined. Of one that is an empty text an empty text.
 */
export function joinedItems(items: readonly string[]): string {
  const text = items.join(separator);
  const again = splitItems(text);
  const isSame = items.length === 0 || (again.length === items.length && again.every((item, at) => item === items[at]));
  return isSame ? text : JSON.stringify(items);
}
