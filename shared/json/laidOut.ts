/**
 * Values of which copies are made, `{ ...it }`: all names of a row are there from the beginning. Set one by one, the engine
 * keeps so many in a table of each row's own, which takes several times the memory and the time.
 *
 * @param values what JSON can hold, so that no copy of it differs
 */
export function laidOut<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  // Objects read as JSON have their layout in common, whatever their number of members.
  return JSON.parse(JSON.stringify(values)) as Record<string, T>;
}
