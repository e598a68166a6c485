import type { EntityType } from '../../shared/edm/entityType.ts';
import { matchHeader, type HeaderMatch } from '../../shared/collect/matchHeader.ts';
import { normalisedName } from '../../shared/collect/normalisedName.ts';

/** A report type, and what each column of a file is of it. */
export type RecognisedType = Pick<HeaderMatch, 'type' | 'columns'>;

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function problemOf({ type, unknown, missing }: HeaderMatch): string {
  return [
    ...(unknown.length === 0 ? [] : [`${type.name} has no column ${listed(unknown)}, or has it already`]),
    ...(missing.length === 0 ? [] : [`${type.name} needs the column ${listed(missing)}`]),
  ].join('; ');
}

const fits = ({ unknown, missing }: HeaderMatch): boolean => unknown.length === 0 && missing.length === 0;

/** Types with the same columns are told apart by the name of the file, as Graph and the admin center give it. */
function byFileName(matches: readonly HeaderMatch[], fileName: string): HeaderMatch | undefined {
  const name = normalisedName(fileName);
  const named = matches.filter(({ type }) => name.includes(normalisedName(type.name)));
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Recognises the report type of a CSV file from its header line, or checks it for the type that was `named`.
 *
 * @throws Error that says which columns do not fit, or which types do equally well
 */
export function recogniseType(
  model: readonly EntityType[],
  header: readonly string[],
  { fileName, named }: { readonly fileName: string; readonly named?: string | undefined },
): RecognisedType {
  const candidates =
    named === undefined ? model : model.filter((type) => normalisedName(type.name) === normalisedName(named));
  if (candidates.length === 0) {
    throw new Error(`There is no type '${named ?? ''}'; the types are ${model.map(({ name }) => name).join(', ')}.`);
  }
  const matches = candidates.map((type) => matchHeader(type, header));
  const fitting = matches.filter(fits);
  const whole = fitting.filter(({ isWhole }) => isWhole);
  const best = whole.length > 0 ? whole : fitting;
  const [only, ...others] = best;
  if (only === undefined) {
    const known = ({ columns, unknown }: HeaderMatch): number => columns.length - unknown.length;
    const [nearest] = [...matches].sort((a, b) => known(b) - known(a));
    const problem = nearest === undefined || known(nearest) === 0 ? 'no column is known' : problemOf(nearest);
    throw new Error(`The header line is not that of a report: ${problem}.`);
  }
  if (others.length === 0) return only;
  const chosen = byFileName(best, fileName);
  if (chosen !== undefined) return chosen;
  const names = best.map(({ type }) => type.name).join(' and ');
  throw new Error(`The columns are those of ${names}; say which it is with --type.`);
}
