import type { EntityType, OtherHeader } from '../../shared/edm/entityType.ts';

/** A header line of the newest kind of file, or of earlier ones, by the names that columns have in the newest. */
interface HeaderLine extends Omit<OtherHeader, 'line'> {
  readonly columns: ReadonlySet<string>;
}

/** The names of columns in the newest header line by each that they have had, in lower case. */
function newestNames({ properties }: EntityType): ReadonlyMap<string, string> {
  const all = Object.values(properties).flatMap(({ csvColumn, csvAliases = [] }) =>
    csvColumn === undefined
      ? []
      : [csvColumn, ...csvAliases].map((name) => [name.trim().toLowerCase(), csvColumn.trim()] as const),
  );
  return new Map(all);
}

function headerLines(type: EntityType): readonly HeaderLine[] {
  const names = newestNames(type);
  return (type.otherHeaders ?? []).map(({ line, ...known }) => {
    const titles = line.split(',').map((title) => title.trim());
    return { ...known, columns: new Set(titles.flatMap((title) => names.get(title.toLowerCase()) ?? [])) };
  });
}

/** The latest month before which no file has a column; undefined where one that lacks it may be of any time. */
function monthOf(column: string, earlier: readonly HeaderLine[]): string | undefined {
  const lacking = earlier.filter(({ columns }) => !columns.has(column)).map(({ before }) => before);
  return lacking.includes(undefined) ? undefined : lacking.sort().at(-1);
}

const ordinal = (n: number): string => `${n}${['st', 'nd', 'rd'][n - 1] ?? 'th'}`;

/** The columns that a header line has brought, with the month since which all files have them where that is known. */
function broughtBy(at: number, lines: readonly HeaderLine[]): readonly string[] {
  const [earlier, newest] = [lines.slice(0, -1), lines.at(-1)];
  const known = new Set(lines.slice(0, at).flatMap(({ columns }) => [...columns]));
  const brought = [...(lines[at]?.columns ?? [])].filter((name) => newest?.columns.has(name) && !known.has(name));
  const months = [...new Set(brought.map((name) => monthOf(name, earlier)))];
  return months.map((month) => {
    const names = brought.filter((name) => monthOf(name, earlier) === month);
    const when = month === undefined ? '' : `, since ${month}`;
    return `${ordinal(at + 1)} of ${lines.length} header lines${when}: ${names.join(', ')}`;
  });
}

/**
 * Since which header line of Microsoft Graph's file there is which column, in words; all of them are read. Lines that differ
 * only in order or spelling bring nothing.
 */
export function columnsSince(type: EntityType): string {
  const properties = Object.entries(type.properties);
  const newest = new Set(
    properties.flatMap(([, { csvColumn, isLeftOut }]) =>
      csvColumn === undefined || isLeftOut ? [] : [csvColumn.trim()],
    ),
  );
  const others = headerLines(type);
  const lines = [...others.filter((line) => line.of === undefined), { columns: newest }];
  const brought = lines.flatMap((_line, at) => (at === 0 ? [] : broughtBy(at, lines)));
  const told = new Set(newest);
  /** Names columns that have not been told of. */
  const besides = (words: string, names: Iterable<string>): readonly string[] => {
    const further = [...names].filter((name) => !told.has(name));
    for (const name of further) told.add(name);
    return further.length === 0 ? [] : [`${words}: ${further.join(', ')}`];
  };
  const all = properties.map(([name, { csvColumn = name }]) => csvColumn.trim());
  return [
    ...brought,
    brought.length === 0 ? 'all from the start' : 'all others from the start',
    ...lines.slice(0, -1).flatMap(({ columns }) => besides('only in earlier files', columns)),
    ...others.flatMap(({ of, columns }) => (of === undefined ? [] : besides(`only in ${of}`, columns))),
    ...besides('in no file', all),
    ...(type.headerSeen === undefined ? [] : [`seen ${type.headerSeen}`]),
  ].join('; ');
}
