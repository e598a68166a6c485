import { codePoints } from '../values/codePoints.ts';
import { evaluationError } from './evaluationError.ts';
import { searchUnits, textIndex } from '../values/textIndex.ts';
import { signature, type SignatureTable } from './signature.ts';

/** Longest string a function may make, so that nested calls cannot fill the memory or make searching slow. */
const longestString = 16_384;

const str = 'Edm.String';
const int = 'Edm.Int64';

/** Refuses a result that is too long. */
export function limited<V extends { readonly length: number }>(value: V, longest: number): V {
  if (value.length <= longest) return value;
  throw evaluationError(`the result of 'concat' is longer than ${longest}.`);
}

/** Start and end of `substring`; a negative start counts from the end (URL Conventions 4.01, 5.1.1.5.7). */
export function slice<V extends { slice(start: number, end: number): V; readonly length: number }>(
  value: V,
  start: bigint,
  length = BigInt(value.length),
): V {
  if (length < 0n) throw evaluationError("'substring' with a negative length.");
  const from = start < 0n ? Math.max(0, value.length + Number(start)) : Number(start);
  return value.slice(from, from + Number(length));
}

function substring(text: string, start: bigint, length?: bigint): string {
  const characters = codePoints(text);
  return characters === undefined ? slice(text, start, length) : slice([...characters], start, length).join('');
}

function length(text: string): number {
  return codePoints(text)?.length ?? text.length;
}

function indexOf(text: string, part: string): number {
  const index = textIndex(text, part);
  return index < 0 ? index : length(text.slice(0, index));
}

/** The characters Unicode calls White_Space (PropList.txt). */
const blanks: ReadonlySet<number> = new Set(
  Array.from(
    '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
    (blank) => blank.charCodeAt(0),
  ),
);

/** Without the blanks of Unicode at both ends: U+0085 is one, and U+FEFF, which JavaScript trims, is none. */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blanks.has(text.charCodeAt(start))) start += 1;
  while (end > start && blanks.has(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const firstLength = (a: string): number => a.length;
const secondLength = (_a: string, b: string): number => b.length;
const bothLengths = (a: string, b: string): number => a.length + b.length;

/**
 * The functions of strings (URL Conventions 4.01, 5.1.1.5 and 5.1.1.7), one row each. Characters are Unicode code points,
 * so that none is cut in half; comparison is ordinal and letters are mapped by the rules of Unicode without a locale.
 */
export const stringFunctions: SignatureTable = {
  concat: [signature([str, str], str, (a, b) => limited(a + b, longestString), bothLengths)],
  contains: [signature([str, str], 'Edm.Boolean', (a, b) => textIndex(a, b) >= 0, searchUnits)],
  endswith: [signature([str, str], 'Edm.Boolean', (a, b) => a.endsWith(b), secondLength)],
  indexof: [signature([str, str], 'Edm.Int32', (a, b) => BigInt(indexOf(a, b)), searchUnits)],
  length: [signature([str], 'Edm.Int32', (a) => BigInt(length(a)), firstLength)],
  startswith: [signature([str, str], 'Edm.Boolean', (a, b) => a.startsWith(b), secondLength)],
  substring: [
    signature([str, int], str, (a, start) => substring(a, start), firstLength),
    signature([str, int, int], str, (a, start, count) => substring(a, start, count), firstLength),
  ],
  tolower: [signature([str], str, (a) => a.toLowerCase(), firstLength)],
  toupper: [signature([str], str, (a) => a.toUpperCase(), firstLength)],
  trim: [signature([str], str, trim, firstLength)],
};
