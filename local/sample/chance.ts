import { hash } from 'node:crypto';

/** A number from 0 to below 1 that is always the same for the same words, and looks as if it were not. */
export function chance(...words: readonly (string | number)[]): number {
  // Names and days are short: a whole digest for each of millions of cells would take longer than the rows.
  const text = words.join('|');
  const known = ofText.get(text);
  if (known !== undefined) return known;
  const number = hash('sha1', text, 'buffer').readUInt32BE() / 2 ** 32;
  if (ofText.size < mostKept) ofText.set(text, number);
  return number;
}

const mostKept = 20_000;
const ofText = new Map<string, number>();
