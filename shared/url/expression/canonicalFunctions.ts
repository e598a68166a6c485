/** Least and greatest number of arguments. */
type Arity = readonly [least: number, greatest: number];

const text: Arity = [2, 2];
const one: Arity = [1, 1];
const none: Arity = [0, 0];

/**
 * The canonical functions by name in lower case, with the number of their arguments (URL Conventions 4.01, 5.1.1.5 to
 * 5.1.1.12; `isdefined` from Data Aggregation 4.0). `case`, `cast` and `isof` have a syntax of their own.
 */
export const canonicalFunctions: ReadonlyMap<string, Arity> = new Map([
  ['concat', text],
  ['contains', text],
  ['endswith', text],
  ['indexof', text],
  ['length', one],
  ['matchespattern', text],
  ['startswith', text],
  ['substring', [2, 3]],
  ['tolower', one],
  ['toupper', one],
  ['trim', one],
  ['hassubset', text],
  ['hassubsequence', text],
  ['year', one],
  ['month', one],
  ['day', one],
  ['hour', one],
  ['minute', one],
  ['second', one],
  ['fractionalseconds', one],
  ['totalseconds', one],
  ['totaloffsetminutes', one],
  ['date', one],
  ['time', one],
  ['mindatetime', none],
  ['maxdatetime', none],
  ['now', none],
  ['round', one],
  ['floor', one],
  ['ceiling', one],
  ['geo.distance', text],
  ['geo.length', one],
  ['geo.intersects', text],
  ['isdefined', one],
] satisfies [string, Arity][]);
