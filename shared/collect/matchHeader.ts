import type { EntityType, Property } from '../edm/entityType.ts';
import { headerGenerations } from './headerGenerations.ts';
import { normalisedName } from './normalisedName.ts';
import type { ReportColumn } from './reportColumn.ts';

/** How the header line of a file fits a report type. */
export interface HeaderMatch {
  readonly type: EntityType;
  /** One for each column of the file; undefined for one the type does not have, or has already. */
  readonly columns: readonly (ReportColumn | undefined)[];
  /** Those the type does not have, as the file names them. */
  readonly unknown: readonly string[];
  /** Those that come a second time, as the file names them. */
  readonly repeated: readonly string[];
  /** Columns of the key the file lacks, without which it has no rows. */
  readonly missing: readonly string[];
  /** Columns the file lacks of the header line of the type that it is nearest to. */
  readonly lacking: readonly string[];
  /** The names of that header line. */
  readonly nearest: readonly string[];
  /** How many columns of the type it has beyond that header line. */
  readonly further: number;
}

/** The id of a row, in files of this service. */
const key: Property = { type: 'Edm.String', maxLength: 255, description: '' };

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

const compared = new WeakMap<readonly string[], readonly string[]>();

/** The names of a header line as they are compared; made once, as one line is held against a hundred types. */
function comparedNames(header: readonly string[]): readonly string[] {
  const names = compared.get(header) ?? header.map(normalisedName);
  compared.set(header, names);
  return names;
}

/**
 * Compares a header line with a type; the order of the columns does not matter.
 *
 * @param given properties whose values are known without the file
 */
export function matchHeader(type: EntityType, header: readonly string[], given: readonly string[] = []): HeaderMatch {
  const { byName, generations } = headerGenerations(type);
  const taken = new Set<string>();
  const [unknown, repeated]: [string[], string[]] = [[], []];
  const normalisedNames = comparedNames(header);
  const columns = header.map((title, at): ReportColumn | undefined => {
    // A comma too many ends some of Graph's lines.
    if (title.trim() === '') return undefined;
    const normalised = normalisedNames[at] ?? '';
    const name = normalised === 'id' ? 'id' : byName.get(normalised);
    const property = name === 'id' ? key : type.properties[name ?? ''];
    if (name === undefined || property === undefined || taken.has(name)) {
      (property === undefined ? unknown : repeated).push(title);
      return undefined;
    }
    taken.add(name);
    return { header: title, name, property };
  });
  const titleOf = (name: string): string => type.properties[name]?.csvColumn ?? name;
  const lackingOf = (names: readonly string[]): readonly string[] => names.filter((name) => !taken.has(name));
  const nearest = generations.reduce((best, names) => {
    const more = lackingOf(names).length - lackingOf(best).length;
    return more < 0 || (more === 0 && names.length > best.length) ? names : best;
  });
  return {
    type,
    columns,
    unknown,
    repeated,
    missing: missingOf(type, new Set([...taken, ...given])).map(titleOf),
    lacking: lackingOf(nearest).map(titleOf),
    nearest: nearest.map(titleOf),
    further: [...taken].filter((name) => name !== 'id' && !nearest.includes(name)).length,
  };
}
