/** Texts that JSON writes as they are; everything else goes the slower way through JSON.stringify. */
const plain = /^[ !#-[\]-~]*$/;

/** A text as it stands between the quotes of a JSON string. */
export function escaped(text: string): string {
  return plain.test(text) ? text : JSON.stringify(text).slice(1, -1);
}

/** A text as a JSON string. */
export function quote(text: string): string {
  return `"${escaped(text)}"`;
}
