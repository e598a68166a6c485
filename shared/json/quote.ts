/** Texts that JSON writes as they are; everything else goes the slower way through JSON.stringify. */
const plain = /^[ !#-[\]-~]*$/;

/** A text as a JSON string. */
export function quote(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
