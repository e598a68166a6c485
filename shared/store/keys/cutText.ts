/**
 * The beginning of a text that is longer than so many units, in the same place among others: half a surrogate pair becomes what sorts in
 * its place.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  return head.isWellFormed() ? head : `${head.slice(0, -1)}\ud7ff`;
}
