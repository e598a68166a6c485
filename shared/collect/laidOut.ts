/**
 * Null for each of some names, of which copies are made, `{ ...it }`: all names of a row are there from the beginning. Set one
 * by one, the engine keeps so many in a table of each row's own, which takes several times the memory and the time.
 */
export function laidOut(names: readonly string[]): Readonly<Record<string, null>> {
  // Objects read as JSON have their layout in common, whatever their number of members.
  return JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as Record<string, null>;
}
