import type { EntityType } from '../edm/entityType.ts';
import { normalisedName } from './normalisedName.ts';
import type { ReportColumn } from './reportColumn.ts';

/** How the header line of a file fits a report type. */
export interface HeaderMatch {
  readonly type: EntityType;
  /** One for each column of the file; undefined for one the type does not have, or has twice. */
  readonly columns: readonly (ReportColumn | undefined)[];
  /** Those that are undefined, as the file names them. */
  readonly unknown: readonly string[];
  /** Columns of the natural key the file lacks. */
  readonly missing: readonly string[];
  /** The file has every column of the type's CSV. */
  readonly isWhole: boolean;
}

/** The names of a column: that of Graph's CSV, others it has had, and that of the property itself. */
function namesOf(name: string, { csvColumn, csvAliases = [] }: EntityType['properties'][string]): readonly string[] {
  return [...(csvColumn === undefined ? [] : [csvColumn]), ...csvAliases, name].map(normalisedName);
}

/**
 * What rows cannot do without: the parts of the key that files have, and one of the columns that say what they are about.
 */
function missingOf({ naturalKey, properties, subject }: EntityType, taken: ReadonlySet<string>): readonly string[] {
  const isInFiles = (name: string): boolean => properties[name]?.isLeftOut !== true;
  const missing = naturalKey.filter((name) => isInFiles(name) && !taken.has(name));
  if (subject === undefined) return missing;
  const known = [subject.id ?? '', ...subject.names].some((name) => taken.has(name));
  return known ? missing : [...missing, subject.names[0]];
}

/** Compares a header line with a type; the order of the columns does not matter. */
export function matchHeader(type: EntityType, header: readonly string[]): HeaderMatch {
  const properties = Object.entries(type.properties);
  const taken = new Set<string>();
  const unknown: string[] = [];
  const columns = header.map((title): ReportColumn | undefined => {
    // A comma too many ends some of Graph's lines.
    if (title.trim() === '') return undefined;
    const found = properties.find(([name, property]) => namesOf(name, property).includes(normalisedName(title)));
    if (found === undefined || taken.has(found[0])) {
      unknown.push(title);
      return undefined;
    }
    const [name, property] = found;
    taken.add(name);
    return { header: title, name, property };
  });
  const titleOf = (name: string): string => type.properties[name]?.csvColumn ?? name;
  return {
    type,
    columns,
    unknown,
    missing: missingOf(type, taken).map(titleOf),
    isWhole: properties.every(
      ([name, { csvColumn, isLeftOut }]) => csvColumn === undefined || isLeftOut === true || taken.has(name),
    ),
  };
}
