import { createReadStream } from 'node:fs';
import type { EntityType } from '../../edm/entityType.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';
import { rankOf } from '../../edm/rank.ts';
import { tomorrow } from '../../edm/tomorrow.ts';
import { CollectFailure } from '../collectFailure.ts';
import { concealedProperties } from '../concealedProperties.ts';
import { equalRows, type EqualRows } from '../equalRows.ts';
import type { FilePart } from '../ledger/openLedger.ts';
import { matchHeader, type HeaderMatch } from '../matchHeader.ts';
import { readCsv, type CsvRecord } from '../readCsv.ts';
import { readRow } from '../readRow.ts';
import type { ReportFile } from './reportFile.ts';

/** What a report file holds, before anything of it is stored. */
export interface FileContent {
  readonly header: HeaderMatch;
  /** Rows, those that cannot be read included. */
  readonly rows: number;
  /** Of which periods and dates they are; those that do not tell are in none. */
  readonly parts: readonly FilePart[];
  /** The days they are about, in order; the refresh dates where they are about no day. */
  readonly days: readonly string[];
  /** Properties whose names Microsoft 365 conceals. */
  readonly concealed: readonly string[];
  /** Tells rows with equal keys apart when they are stored. */
  readonly equal: EqualRows;
  /** What is odd about the header line. */
  readonly warnings: readonly string[];
}

/** Most columns that are named in a warning, and most characters of one. */
const most = { columns: 5, characters: 100 };

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, most.columns).map((name) => `'${name.trim().slice(0, most.characters)}'`);
  return shown.join(', ') + (names.length > most.columns ? ` and ${names.length - most.columns} more` : '');
};

/** The header line decides what a file is: an error page or another report has not the columns of the key. */
function readHeader({ type, name, period }: ReportFile, fields: readonly string[] | undefined): HeaderMatch {
  const match = matchHeader(type, fields ?? []);
  const given = period === undefined ? undefined : type.properties[period.property]?.csvColumn;
  const missing = match.missing.filter((column) => column !== given);
  if (missing.length === 0) return match;
  throw new CollectFailure(`${name} is not its CSV: the column ${listed(missing)} is missing.`);
}

function headerWarnings({ unknown, lacking }: HeaderMatch): readonly string[] {
  return [
    ...(unknown.length === 0 ? [] : [`The column ${listed(unknown)} is not kept.`]),
    ...(lacking.length === 0 ? [] : [`The column ${listed(lacking)} is missing.`]),
  ];
}

/** Where the columns stand that say of which part of the file a row is. */
function partColumns({ reportFunction: called }: EntityType, { columns }: HeaderMatch) {
  const placeOf = (name: string | undefined): number =>
    columns.findIndex((column) => column?.name === name && name !== undefined);
  return {
    refreshDate: placeOf(called?.refreshDate),
    period: placeOf(called?.period),
    day: placeOf(called?.newestFirst),
  };
}

/** A calendar date in a field; undefined for any other text. */
function dateIn(fields: readonly string[], at: number): string | undefined {
  const value = primitiveTypes['Edm.Date'].fromText((fields[at] ?? '').trim());
  return typeof value === 'string' ? value : undefined;
}

/** What rows of a file are read with besides their columns. */
export function readingOf({ period }: ReportFile, { emptyTexts }: CsvRecord) {
  return { emptyTexts, given: period === undefined ? {} : { [period.property]: period.days } };
}

/**
 * Looks at a whole file: what it is, of which periods, dates and days, and whether names are concealed. A column that is
 * missing and none of the key's is a warning, as is one that the model does not have.
 *
 * @throws CollectFailure when it is not the report it should be, or not in an encoding that is read
 */
export async function lookAtFile(file: ReportFile): Promise<FileContent> {
  const { type, path, period: asked } = file;
  const records = readCsv(createReadStream(path));
  const first = await records.next();
  const header = readHeader(file, first.done === true ? undefined : first.value.fields);
  const at = partColumns(type, header);
  const placeOf = new Map(
    header.columns.flatMap((column, place) => (column === undefined ? [] : [[column.name, place]])),
  );
  const parts = new Map<string, { period: string | null; refreshDate: string; firstDay: string; lastDay: string }>();
  const days = new Set<string>();
  const concealed = concealedProperties(type);
  const equal = equalRows(type);
  const latest = tomorrow(Date.now());
  let rows = 0;
  for await (const record of records) {
    const { fields } = record;
    rows += 1;
    if (fields === undefined) continue;
    if (equal.look !== undefined) {
      const row = readRow(type, header.columns, fields, readingOf(file, record));
      if (row.id !== undefined) equal.look(row.id, rankOf(type, row.values, latest));
    }
    concealed.look((name) => fields[placeOf.get(name) ?? -1]);
    const refreshDate = dateIn(fields, at.refreshDate);
    if (refreshDate === undefined) continue;
    const period = (fields[at.period] ?? '').trim() || (asked?.days ?? null);
    // Rows of another period than the file was asked for are refused when it is stored.
    if (asked !== undefined && period !== asked.days) continue;
    const day = at.day < 0 ? refreshDate : (dateIn(fields, at.day) ?? refreshDate);
    days.add(day);
    const name = `${period ?? ''} ${refreshDate}`;
    const part = parts.get(name);
    if (part === undefined) parts.set(name, { period, refreshDate, firstDay: day, lastDay: day });
    else if (day < part.firstDay) part.firstDay = day;
    else if (day > part.lastDay) part.lastDay = day;
  }
  return {
    header,
    rows,
    parts: [...parts.values()],
    days: [...days].sort(),
    concealed: concealed.found(),
    equal,
    warnings: headerWarnings(header),
  };
}
