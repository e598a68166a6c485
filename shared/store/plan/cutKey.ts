import type { KeyRange } from '../keys/keyRange.ts';
import { behindAllKeys } from '../rows/keyEncoding.ts';

/** Letters of which a text that is among them may have any: the digits, the alphabets, the scripts names are written in. */
const alphabets = [
  '09',
  'AZ',
  'az',
  '\u00a0\u024f',
  '\u0370\u058f',
  '\u0590\u06ff',
  '\u0900\u0dff',
  '\u3040\u9fff',
  '\uac00\ud7a3',
];

/** The last letter of the alphabet a letter is of; undefined for what is in none, such as marks and what ends a part. */
function lastLetter(letter: string): string | undefined {
  return alphabets.find((alphabet) => alphabet.charAt(0) <= letter && letter <= alphabet.charAt(1))?.charAt(1);
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left.charAt(length) === right.charAt(length)) length += 1;
  return length;
}

/** The beginning of a row key with one more unit at least, none of them half a letter. */
function throughUnit(rowKey: string, at: number): string {
  const beginning = rowKey.slice(0, at + 1);
  return beginning.isWellFormed() ? beginning : rowKey.slice(0, at + 2);
}

/**
 * Where to cut the rest of a range, of which nothing is known but the row key it begins behind, `from`, so that about as many row keys
 * may be on either side: in the middle of the letters that can follow at the first place where its row keys can differ. Had it been cut
 * before, so many times one after the other, with next to nothing behind the cut: behind all row keys that have ever more of
 * their beginning in common with the first. Undefined where there is no such place.
 */
export function cutKey({ from, to }: KeyRange, misses: number): string | undefined {
  const common = commonLength(from, to);
  if (misses > 0) {
    const most = from.length - 1 - common;
    const more = Math.min(2 ** (misses - 1) - 1, most >> 1);
    const cut = throughUnit(from, common + more) + behindAllKeys;
    return most > 0 && cut < to ? cut : undefined;
  }
  for (let at = common; at < from.length; at += 1) {
    const letter = from.charAt(at);
    const last = lastLetter(letter);
    if (last === undefined || letter >= last) continue;
    const code = letter.charCodeAt(0);
    const cut = from.slice(0, at) + String.fromCharCode(code + Math.ceil((last.charCodeAt(0) - code) / 2));
    if (cut < to) return cut;
  }
  return undefined;
}
