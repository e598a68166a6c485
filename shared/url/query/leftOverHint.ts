import { operatorHint } from './operatorHint.ts';

/** What separates names elsewhere, by the options whose names a comma separates (ABNF select, orderby). */
const separators: Readonly<Record<string, RegExp>> = {
  $select: /^\s*[;|]|^\s+\w/,
  $orderby: /^\s*[;|]/,
};

/**
 * What to write instead of what is left over of a text: an operator of another language, a quotation mark within a string, a
 * separator. Undefined where it tells nothing.
 *
 * @param option which the text is of, such as `$filter`
 */
export function leftOverHint(option: string, text: string, position: number): string | undefined {
  const rest = text.slice(position, position + 40);
  if (text.charAt(position - 1) === "'" && /^\w/.test(rest))
    return "a single quote within a string is written twice, ''";
  const separator = Object.hasOwn(separators, option.toLowerCase()) ? separators[option.toLowerCase()] : undefined;
  if (separator?.test(rest) === true) return 'names are separated by commas';
  return operatorHint(rest);
}
