import { linearIndex } from './linearIndex.ts';

/** Longest text that the search of the engine is used for: in the worst case it compares all of it at every place. */
const longestForEngine = 64;

/** Characters the engine compares at once. */
const comparedAtOnce = 4;

/** Units a search costs: never less than it takes in the worst case. */
export function searchUnits(text: string, sought: string): number {
  return sought.length > longestForEngine
    ? text.length + sought.length
    : text.length * Math.ceil(sought.length / comparedAtOnce);
}

/** The UTF-16 units of a text, which are looked at several times as fast as those of a string. */
function unitsOf(text: string): Uint16Array {
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le');
  return new Uint16Array(buffer, byteOffset, text.length);
}

/** Like `indexOf` of a string, in a time that grows no faster than `searchUnits`. */
export function textIndex(text: string, sought: string): number {
  if (sought.length <= longestForEngine) return text.indexOf(sought);
  return linearIndex(unitsOf(text), unitsOf(sought));
}
