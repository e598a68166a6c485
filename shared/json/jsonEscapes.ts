/** What stands behind a backslash in a JSON string, but for `u`, and the character it means (RFC 8259, section 7). */
export const jsonEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
