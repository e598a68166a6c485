import type { EntityType } from '../../shared/edm/entityType.ts';
import { matchHeader, type HeaderMatch } from '../../shared/collect/matchHeader.ts';
import { normalisedName } from '../../shared/collect/normalisedName.ts';

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** How texts begin that are no CSV, and what they are. */
const others: readonly (readonly [begins: RegExp, what: string])[] = [
  [/^\s*[[{]/, 'JSON'],
  [/^\s*</, 'HTML or XML, such as a page to sign in'],
];

/** Refuses a text that is none of lines with columns, by how it begins: its columns say nothing. */
function checkCsv([first = '']: readonly string[]): void {
  const [, what] = others.find(([begins]) => begins.test(first)) ?? [];
  if (what === undefined) return;
  throw new Error(
    `The file is ${what}, and no CSV: give the file that Microsoft Graph answers without $format=application/json, or the ` +
      'export of the admin center.',
  );
}

/** Files are of a type when they have every column of one of its header lines; further ones may be of a later one. */
const fits = ({ lacking, repeated }: HeaderMatch): boolean => lacking.length === 0 && repeated.length === 0;

/** The better fit has fewer columns the type does not have, then fewer beyond those of a header line of the type. */
const compare = (a: HeaderMatch, b: HeaderMatch): number =>
  a.unknown.length - b.unknown.length || a.further - b.further;

/** Why a header line is not that of a type, with both of them. */
function problemOf(
  { type, columns, unknown, repeated, lacking, nearest }: HeaderMatch,
  header: readonly string[],
): string {
  if (columns.length === unknown.length) return `no column is known, in ${quoted(header.slice(0, 5))}`;
  const parts = [
    ...(lacking.length === 0 ? [] : [`it lacks ${quoted(lacking)}`]),
    ...(unknown.length === 0 ? [] : [`${quoted(unknown)} is not in it`]),
    ...(repeated.length === 0 ? [] : [`it has ${quoted(repeated)} twice`]),
  ];
  return (
    `held against ${type.name}, ${parts.join(', and ')}.\n` +
    `  The file has:   ${header.join(', ')}\n  The report has: ${nearest.join(', ')}`
  );
}

/** The type whose name stands in the name of a file, as Graph and the admin center give it; undefined with none or several. */
function namedBy(model: readonly EntityType[], fileName: string): EntityType | undefined {
  const name = normalisedName(fileName);
  const found = model.filter((type) => name.includes(normalisedName(type.name)));
  return found.length === 1 ? found[0] : undefined;
}

/** The type of the option `--type`. */
function typeOf(model: readonly EntityType[], named: string): EntityType {
  const type = model.find(({ name }) => normalisedName(name) === normalisedName(named));
  if (type !== undefined) return type;
  throw new Error(`There is no type '${named}'; the types are ${model.map(({ name }) => name).join(', ')}.`);
}

/** What of the name of a file and the option `--type` says which type it is; they must not contradict each other. */
function wanted(model: readonly EntityType[], fileName: string, named: string | undefined): EntityType | undefined {
  const byName = namedBy(model, fileName);
  const byOption = named === undefined ? undefined : typeOf(model, named);
  if (byName === undefined || byOption === undefined || byName === byOption) return byOption ?? byName;
  throw new Error(
    `The name of the file says ${byName.name}, and --type says ${byOption.name}: leave out --type, or give the file another name.`,
  );
}

/**
 * Recognises the report type of a CSV file: it has all columns of one of the header lines that files of the type have
 * had, in any order. Types with the same columns are told apart by the name of the file or the type that was `named`.
 *
 * @throws Error that compares the header line with that of the nearest type, or says which types do equally well, or what the file
 *   is instead
 */
export function recogniseType(
  model: readonly EntityType[],
  header: readonly string[],
  { fileName, named }: { readonly fileName: string; readonly named?: string | undefined },
): HeaderMatch {
  checkCsv(header);
  const asked = wanted(model, fileName, named);
  const matches = model.map((type) => matchHeader(type, header));
  const fitting = matches.filter(fits).sort(compare);
  const best = fitting.filter((match) => fitting[0] !== undefined && compare(match, fitting[0]) === 0);
  const [only, ...others] = best;
  const names = best.map(({ type }) => type.name).join(' and ');
  if (asked !== undefined) {
    const match = matchHeader(asked, header);
    const isBest = best.some(({ type }) => type === asked);
    if (isBest || (named !== undefined && fits(match))) return match;
    const says = named === undefined ? `The name of the file says ${asked.name}` : `--type says ${asked.name}`;
    const fit = best.length === 0 ? '' : `\n  The columns are those of ${names}.`;
    throw new Error(`${says}, but the header line is not that of the report: ${problemOf(match, header)}${fit}`);
  }
  if (only === undefined) {
    const likeness = ({ columns, unknown, lacking }: HeaderMatch): number =>
      columns.length - 2 * unknown.length - lacking.length;
    const [nearest] = matches.sort((a, b) => likeness(b) - likeness(a));
    throw new Error(
      `The header line is not that of a report: ${nearest === undefined ? '' : problemOf(nearest, header)}`,
    );
  }
  if (others.length === 0) return only;
  throw new Error(`The columns are those of ${names}; say which it is with --type, or by the name of the file.`);
}
