import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';
import { personOfId, forgottenId } from './forgottenId.ts';
import { nameForms, personalPart } from './nameForms.ts';
import { type ForgottenPerson, nobody, type Register } from './register.ts';

type Values = Readonly<Record<string, PropertyValue>>;

/** What forgetting makes of a row, and whom it is about. */
export type Forgetting =
  | { readonly kind: 'keep' }
  | { readonly kind: 'delete'; readonly persons: readonly ForgottenPerson[] }
  | {
      readonly kind: 'put';
      readonly id: string;
      readonly values: Values;
      readonly persons: readonly ForgottenPerson[];
    };

const named = (value: PropertyValue | undefined): value is string => typeof value === 'string' && !nobody.test(value);

/** The columns of a type by what they hold of a person. */
export interface PersonColumns {
  readonly subject: readonly string[];
  readonly owner: readonly string[];
}

const known = new WeakMap<EntityType, PersonColumns>();

/** The columns of a type that can hold a person: whom a row is about, and who owns what it is about. */
export function personColumns(type: EntityType): PersonColumns {
  const found = known.get(type);
  if (found !== undefined) return found;
  const of = (...marks: readonly string[]): readonly string[] =>
    Object.keys(type.properties).filter((name) => marks.includes(type.properties[name]?.person ?? ''));
  const columns = { subject: of('subject', 'site'), owner: of('owner') };
  known.set(type, columns);
  return columns;
}

/** Whether rows of a type can hold a person. */
export function holdsPersons(type: EntityType): boolean {
  const { subject, owner } = personColumns(type);
  return subject.length + owner.length > 0;
}

/** Whether a cell holds the address of a personal site. */
function isPersonalSite(type: EntityType, column: string, value: PropertyValue | undefined): boolean {
  return type.properties[column]?.person === 'site' && named(value) && personalPart(value) !== undefined;
}

/**
 * Whether the address of a personal site is that of somebody else who stands in the row: addresses do not tell a point from a line,
 * so that `ada.b@contoso.com` and `ada-b@contoso.com` may have the same.
 */
function isOfAnother(type: EntityType, column: string, values: Values, register: Register): boolean {
  const value = values[column];
  const part =
    type.properties[column]?.person === 'site' && named(value) && register.find(value)
      ? personalPart(value)
      : undefined;
  if (part === undefined) return false;
  const { subject, owner } = personColumns(type);
  return [...subject, ...owner].some((other) => {
    const name = other === column ? null : values[other];
    return named(name) && nameForms(name).includes(part) && register.find(name) === undefined;
  });
}

/** A cell with a pseudonym in the place of its name; of an address only the part that names the owner of a personal site. */
function replaced(type: EntityType, column: string, value: string, pseudonym: string): string {
  if (type.properties[column]?.person !== 'site') return pseudonym;
  if (personalPart(value) === undefined) return value;
  return value.replace(/(\/personal\/)[^/?#]+/i, (_whole, before: string) => before + pseudonym);
}

/**
 * What forgetting makes of the values of a row, some of which may be missing. The row of a person goes, or all its names
 * become the pseudonym; where a person is an owner, all cells about the owner become null, or the pseudonym. A new id
 * comes of that where names were in the old one.
 */
export function forgetValues(type: EntityType, id: string, values: Values, register: Register): Forgetting {
  if (register.isEmpty) return { kind: 'keep' };
  const { subject, owner } = personColumns(type);
  const personsIn = (columns: readonly string[]): readonly ForgottenPerson[] =>
    columns.flatMap((column) => {
      const value = values[column];
      const person = named(value) ? register.find(value) : undefined;
      return person === undefined || isOfAnother(type, column, values, register) ? [] : [person];
    });
  const inId = personOfId(id, register);
  const owners = personsIn(owner);
  // The owner of a personal site is whom it is about, under whatever number its address has.
  const isPersonal = subject.some((column) => isPersonalSite(type, column, values[column]));
  const subjects = [...personsIn(subject), ...(inId === undefined ? [] : [inId]), ...(isPersonal ? owners : [])];
  if (subjects.some(({ pseudonym }) => pseudonym === undefined)) return { kind: 'delete', persons: subjects };
  const after: Record<string, PropertyValue> = { ...values };
  const replace = (columns: readonly string[], persons: readonly ForgottenPerson[]): void => {
    if (persons.length === 0) return;
    const pseudonym = persons.some((person) => person.pseudonym === undefined) ? undefined : persons[0]?.pseudonym;
    for (const column of columns) {
      const value = values[column];
      if (!named(value)) continue;
      after[column] = pseudonym === undefined ? null : replaced(type, column, value, pseudonym);
    }
  };
  replace(subject, subjects);
  replace(owner, [...owners, ...subjects]);
  const next = forgottenId(type, id, values, after, register);
  const isChanged = Object.keys(after).some((name) => after[name] !== values[name]);
  if (!isChanged && next === id) return { kind: 'keep' };
  return { kind: 'put', id: next, values: after, persons: [...subjects, ...owners] };
}
