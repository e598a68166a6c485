import type { PropertyValue } from './edmValue.ts';

/**
 * Values that copies are made of, `{ ...it }`: all names of a row are there from the beginning. Set one by one, the engine
 * keeps so many in a table of each row's own, which takes several times the memory and the time.
 */
export function laidOut(values: Readonly<Record<string, null | readonly []>>): Readonly<Record<string, PropertyValue>> {
  // Objects read as JSON have their layout in common, whatever their number of members.
  return JSON.parse(JSON.stringify(values)) as Record<string, PropertyValue>;
}
