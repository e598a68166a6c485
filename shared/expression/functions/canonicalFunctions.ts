import { collectionFunctions } from './collectionFunctions.ts';
import { dateTimeFunctions } from './dateTimeFunctions.ts';
import { numericFunctions } from './numericFunctions.ts';
import type { Signature } from './signature.ts';
import { stringFunctions } from './stringFunctions.ts';

const families = [stringFunctions, collectionFunctions, dateTimeFunctions, numericFunctions];

/**
 * The overloads of every canonical function by its name in lower case (URL Conventions 4.01, 5.1.1.4 to 5.1.1.9).
 * `cast`, `isof`, `now` and `case` are no plain functions and are bound by themselves.
 */
export const canonicalFunctions: ReadonlyMap<string, readonly Signature[]> = families
  .flatMap((family) => Object.entries(family))
  .reduce(
    (table, [name, signatures]) => table.set(name, [...(table.get(name) ?? []), ...signatures]),
    new Map<string, readonly Signature[]>(),
  );

/** Canonical functions the service does not carry out, with the reason (answered with 501). */
export const unsupportedFunctions: ReadonlyMap<string, string> = new Map([
  ['matchespattern', 'regular expressions of callers are not run; use contains, startswith or endswith'],
  ['geo.distance', 'there are no geographic values'],
  ['geo.intersects', 'there are no geographic values'],
  ['geo.length', 'there are no geographic values'],
]);
