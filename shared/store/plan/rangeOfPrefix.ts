import { below, type ValueRange } from './valueRange.ts';

/** The character behind one in the order of UTF-16 units, in which those of two units stand before the last of one. */
function nextCharacter(code: number): number | undefined {
  if (code === 0xd7ff) return 0x10000;
  if (code === 0x10ffff) return 0xe000;
  return code === 0xffff ? undefined : code + 1;
}

/** The first text behind all texts that start with a well-formed prefix; undefined when there is none. */
function behindPrefix(prefix: string): string | undefined {
  const characters = Array.from(prefix);
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) return undefined;
  const next = nextCharacter(last);
  return next === undefined ? behindPrefix(characters.join('')) : characters.join('') + String.fromCodePoint(next);
}

/** The texts that start with a prefix. */
export function rangeOfPrefix(prefix: string): ValueRange {
  if (prefix === '') return below(undefined);
  const end = behindPrefix(prefix);
  return { from: { value: prefix, isBehind: false }, to: end === undefined ? end : { value: end, isBehind: false } };
}
