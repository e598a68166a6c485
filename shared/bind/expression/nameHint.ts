import { nearestName } from '../../errors/nearestName.ts';
import type { RowShape } from '../bound/rowShape.ts';

/** What other languages have words for that OData writes otherwise, in lower case. */
const foreignValues: Readonly<Record<string, string>> = {
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  today: 'date(now())',
  now: 'now()',
};

const duration = /^p(?:\d|t\d)/i;

/**
 * What somebody may have meant by a name a row does not have, or which names it has.
 *
 * @param isValue whether a value is as likely there: a string without its quotation marks
 */
export function nameHint(name: string, { columns, sets = [] }: RowShape, isValue = false): string {
  const names = [...columns.keys(), ...sets.map((set) => set.name)];
  const value = name.toLowerCase();
  if (duration.test(name)) return `a duration is written duration'${name}'`;
  if (isValue && Object.hasOwn(foreignValues, value)) return `write ${foreignValues[value] ?? ''}`;
  const near = nearestName(name, names);
  if (near !== undefined) return `did you mean '${near}'? Names are case-sensitive`;
  return isValue ? `a string stands in single quotes, '${name}'` : `it has ${names.join(', ')}`;
}
