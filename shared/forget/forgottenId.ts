import type { EntityType } from '../edm/entityType.ts';
import { naturalId } from '../edm/naturalId.ts';
import type { PropertyValue } from '../edm/edmValue.ts';
import type { ForgottenPerson, Register } from './register.ts';

type Values = Readonly<Record<string, PropertyValue>>;

/** Most parts of an id that are looked up together, but for the whole: a name has few lines in it, and callers choose ids. */
const mostParts = 12;

/** A run of parts of an id, between lines, that stands for a person. */
interface NamedRun {
  readonly from: number;
  readonly to: number;
  readonly person: ForgottenPerson;
}

/** The first run of parts that stands for a person, the longest of those that begin there. */
function namedRun(parts: readonly string[], register: Register): NamedRun | undefined {
  for (let from = 0; from < parts.length; from += 1) {
    const ends = Array.from(
      { length: Math.min(mostParts, parts.length - from) },
      (_, more) => from + 1 + more,
    ).reverse();
    for (const to of from === 0 ? new Set([parts.length, ...ends]) : ends) {
      const person = register.find(parts.slice(from, to).join('_'));
      if (person !== undefined) return { from, to, person };
    }
  }
  return undefined;
}

/** Whom an id names that a caller chose: as a whole, or in parts of it between lines, such as `2026-11-26_ada@contoso.com`. */
export function personOfId(id: string, register: Register): ForgottenPerson | undefined {
  return namedRun(id.split('_'), register)?.person;
}

/** An id with pseudonyms in the place of names. */
function withoutNames(id: string, register: Register): string {
  const parts = id.split('_');
  const run = namedRun(parts, register);
  if (run?.person.pseudonym === undefined) return id;
  const { from, to, person } = run;
  const rest = withoutNames(parts.slice(to).join('_'), register);
  return [...parts.slice(0, from), person.pseudonym, ...(to < parts.length ? [rest] : [])].join('_');
}

/**
 * The id of a row once its names are others: that of the new values where the id was made from the old ones, with the place
 * of the row among equals; of an id that was chosen the names in it are replaced.
 */
export function forgottenId(type: EntityType, id: string, before: Values, after: Values, register: Register): string {
  const natural = naturalId(type, before);
  if (natural !== undefined && id.startsWith(natural)) {
    const place = id.slice(natural.length);
    if (/^(?:_\d+)?$/.test(place)) return (naturalId(type, after) ?? natural) + place;
  }
  return withoutNames(id, register);
}
