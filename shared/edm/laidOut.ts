import type { PropertyValue } from './edmValue.ts';

type Values = Readonly<Record<string, PropertyValue>>;

/**
 * The same values, null or without items, to make copies of, `{ ...it }`: all names of an entity are there from the beginning.
 * Set one by one, the engine keeps so many in a table of each entity's own, which takes several times the memory and the time.
 */
export function laidOut(values: Values): Values {
  // Objects read as JSON have their layout in common, whatever their number of members.
  return JSON.parse(JSON.stringify(values)) as Values;
}
