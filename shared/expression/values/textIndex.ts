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

/** Like `indexOf` of a string, in a time that grows no faster than `searchUnits`. */
export function textIndex(text: string, sought: string): number {
  if (sought.length <= longestForEngine) return text.indexOf(sought);
  return linearIndex(text.length, sought.length, {
    found: (at, wanted) => text.charCodeAt(at) === sought.charCodeAt(wanted),
    repeated: (at, wanted) => sought.charCodeAt(at) === sought.charCodeAt(wanted),
  });
}
