import type { EntityType } from '../../shared/edm/entityType.ts';

/** The columns of a header line, by the names of the newest. */
function columnsOf(header: string, newestNames: ReadonlyMap<string, string>): readonly string[] {
  const names = header.split(',').map((name) => name.trim());
  return names.flatMap((name) => (name === '' ? [] : (newestNames.get(name.toLowerCase()) ?? name)));
}

/**
 * What files of other years have in place of the columns of the newest header of Microsoft Graph, in words; all of them are
 * read. Header lines that differ only in order or spelling say nothing here.
 */
export function columnHistory({ properties, otherHeaders = [] }: EntityType): string {
  const all = Object.values(properties);
  const names = new Map<string, string>();
  for (const { csvColumn, csvAliases = [] } of all) {
    if (csvColumn === undefined) continue;
    for (const name of [csvColumn, ...csvAliases]) names.set(name.trim().toLowerCase(), csvColumn.trim());
  }
  const newest = new Set(
    all.flatMap(({ csvColumn, isLeftOut }) => (csvColumn === undefined || isLeftOut ? [] : [csvColumn.trim()])),
  );
  const headers = otherHeaders.map((header) => new Set(columnsOf(header, names)));
  const missing = [...newest].filter((name) => headers.some((header) => !header.has(name)));
  const further = [...new Set(headers.flatMap((header) => [...header]))].filter((name) => !newest.has(name));
  const words = [
    ...(missing.length > 0 ? [`not in all files: ${missing.join(', ')}`] : []),
    ...(further.length > 0 ? [`in some files besides: ${further.join(', ')}`] : []),
  ];
  return words.length === 0 ? 'the same' : words.join('; ');
}
