import type { EntityType } from '../../shared/edm/entityType.ts';
import type { ImportedColumn } from './importedColumn.ts';

/** A report type, and what each column of a file is of it. */
export interface RecognisedType {
  readonly type: EntityType;
  readonly columns: readonly ImportedColumn[];
}

interface Match extends RecognisedType {
  /** Columns of the file the type does not have, or has twice. */
  readonly unknown: readonly string[];
  /** Columns of the natural key the file lacks. */
  readonly missing: readonly string[];
  /** The file has every column of the type's CSV. */
  readonly isWhole: boolean;
}

const normalised = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The names of a column: that of Graph's CSV, others it has had, and that of the property itself. */
function namesOf(name: string, { csvColumn, csvAliases = [] }: EntityType['properties'][string]): readonly string[] {
  return [...(csvColumn === undefined ? [] : [csvColumn]), ...csvAliases, name].map(normalised);
}

function match(type: EntityType, header: readonly string[]): Match {
  const properties = Object.entries(type.properties);
  const taken = new Set<string>();
  const columns: ImportedColumn[] = [];
  const unknown: string[] = [];
  for (const title of header) {
    const found = properties.find(([name, property]) => namesOf(name, property).includes(normalised(title)));
    if (found === undefined || taken.has(found[0])) {
      unknown.push(title);
      continue;
    }
    const [name, property] = found;
    taken.add(name);
    columns.push({ header: title, name, property });
  }
  const titleOf = (name: string): string => type.properties[name]?.csvColumn ?? name;
  return {
    type,
    columns,
    unknown,
    missing: type.naturalKey.filter((name) => !taken.has(name)).map(titleOf),
    isWhole: properties.every(([name, { csvColumn }]) => csvColumn === undefined || taken.has(name)),
  };
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function problemOf({ type, unknown, missing }: Match): string {
  return [
    ...(unknown.length === 0 ? [] : [`${type.name} has no column ${listed(unknown)}, or has it already`]),
    ...(missing.length === 0 ? [] : [`${type.name} needs the column ${listed(missing)}`]),
  ].join('; ');
}

const fits = ({ unknown, missing }: Match): boolean => unknown.length === 0 && missing.length === 0;

/** Types with the same columns are told apart by the name of the file, as Graph and the admin center give it. */
function byFileName(matches: readonly Match[], fileName: string): Match | undefined {
  const name = normalised(fileName);
  const named = matches.filter(({ type }) => name.includes(normalised(type.name)));
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
  const candidates = named === undefined ? model : model.filter((type) => normalised(type.name) === normalised(named));
  if (candidates.length === 0) {
    throw new Error(`There is no type '${named ?? ''}'; the types are ${model.map(({ name }) => name).join(', ')}.`);
  }
  const matches = candidates.map((type) => match(type, header));
  const fitting = matches.filter(fits);
  const whole = fitting.filter(({ isWhole }) => isWhole);
  const best = whole.length > 0 ? whole : fitting;
  const [only, ...others] = best;
  if (only === undefined) {
    const [nearest] = [...matches].sort((a, b) => b.columns.length - a.columns.length);
    const problem = nearest === undefined || nearest.columns.length === 0 ? 'no column is known' : problemOf(nearest);
    throw new Error(`The header line is not that of a report: ${problem}.`);
  }
  if (others.length === 0) return only;
  const chosen = byFileName(best, fileName);
  if (chosen !== undefined) return chosen;
  const names = best.map(({ type }) => type.name).join(' and ');
  throw new Error(`The columns are those of ${names}; say which it is with --type.`);
}
