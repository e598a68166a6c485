/** A UTF-16 unit that is half of a character above U+FFFF. */
const half = /[\ud800-\udfff]/;

/**
 * The characters of a text, which are its Unicode code points; undefined when each is one UTF-16 unit, so that the text
 * itself can be counted and cut.
 */
export function codePoints(text: string): readonly string[] | undefined {
  return half.test(text) ? Array.from(text) : undefined;
}
