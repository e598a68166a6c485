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
import { partName } from '../partOf.ts';
import { readCsv, type CsvRecord } from '../readCsv.ts';
import { readValues } from '../readValues.ts';
import { reportDays } from '../reportDays.ts';
import type { ReportFile } from './reportFile.ts';

/** What a report file holds, before anything of it is stored. */
export interface FileContent {
  readonly header: HeaderMatch;
  /** Rows, those that cannot be read included. */
  readonly rows: number;
  /** Of which periods and dates they are; those that do not tell are in none. */
  readonly parts: readonly FilePart[];
  /** Properties whose names Microsoft 365 conceals. */
  readonly concealed: readonly string[];
  /** Tells rows with equal keys apart when they are stored. */
  readonly equal: EqualRows;
  /** It gives rows ids of their own: a copy of a set and no report. */
  readonly isCopy: boolean;
  /** What is odd about the header line, each in a sentence. */
  readonly columnWarnings: readonly string[];
  /** All that is odd about it, each in a sentence. */
  readonly warnings: readonly string[];
}

/** Rows after which whoever asked has a moment. */
const rowsAtATime = 1000;

/** Most columns that are named in a warning, and most characters of one. */
const most = { columns: 5, characters: 100 };

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, most.columns).map((name) => `'${name.trim().slice(0, most.characters)}'`);
  return shown.join(', ') + (names.length > most.columns ? ` and ${names.length - most.columns} more` : '');
};

/** The header line decides what a file is: an error page or another report has not the columns of the key. */
function readHeader({ type, name, period, header }: ReportFile, fields: readonly string[] | undefined): HeaderMatch {
  if (header !== undefined) return header;
  const match = matchHeader(type, fields ?? []);
  const given = period === undefined ? undefined : type.properties[period.property]?.csvColumn;
  const missing = match.missing.filter((column) => column !== given);
  if (missing.length === 0) return match;
  throw new CollectFailure(`${name} is not its CSV: the column ${listed(missing)} is missing.`);
}

/** Columns that are odd in one way, in a sentence; none without any. */
const told = (before: string, columns: readonly string[], after: string): readonly string[] =>
  columns.length === 0 ? [] : [`${before} ${listed(columns)}${after}`];

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

/** The periods a row may be of: the one the file was asked for, else those of the report; none where any text is one. */
function periodsOf({ type, period }: ReportFile, isCopy: boolean): readonly string[] {
  if (period !== undefined) return [period.days];
  return isCopy || type.reportFunction?.period === undefined ? [] : reportDays(type);
}

/** Gathers of which periods and dates the rows of a file are; rows that are refused when it is stored are in none. */
function gatherParts(file: ReportFile, header: HeaderMatch, isCopy: boolean) {
  const at = partColumns(file.type, header);
  const periods = periodsOf(file, isCopy);
  const parts = new Map<string, { period: string | null; refreshDate: string; firstDay: string; lastDay: string }>();
  return {
    look(fields: readonly string[]): void {
      const refreshDate = dateIn(fields, at.refreshDate);
      if (refreshDate === undefined) return;
      const period = (fields[at.period] ?? '').trim() || (file.period?.days ?? null);
      if (periods.length > 0 && !periods.includes(period ?? '')) return;
      const day = at.day < 0 ? refreshDate : (dateIn(fields, at.day) ?? refreshDate);
      const name = partName({ period, refreshDate });
      const part = parts.get(name);
      if (part === undefined) parts.set(name, { period, refreshDate, firstDay: day, lastDay: day });
      else if (day < part.firstDay) part.firstDay = day;
      else if (day > part.lastDay) part.lastDay = day;
    },
    found: () => [...parts.values()],
  };
}

/** What rows of a file are read with besides their columns. */
export function readingOf({ period }: ReportFile, { emptyTexts }: CsvRecord) {
  return { emptyTexts, given: period === undefined ? {} : { [period.property]: period.days } };
}

/**
 * Looks at a whole file: what it is, of which periods, dates and days, and whether names are concealed. A column that is
 * missing and none of the key's is a warning, as is one that the model does not have.
 *
 * @param onRows called now and then on the way
 * @param onRecord told of each record behind the header line
 * @throws CollectFailure when it is not the report it should be, or not in an encoding that is read
 */
export async function lookAtFile(
  file: ReportFile,
  onRows?: () => void,
  onRecord?: (record: CsvRecord, header: HeaderMatch) => void,
): Promise<FileContent> {
  const { type, path } = file;
  const records = readCsv(createReadStream(path));
  const first = await records.next();
  const header = readHeader(file, first.done === true ? undefined : first.value.fields);
  const isCopy = header.columns.some((column) => column?.name === 'id');
  const places = new Map(
    header.columns.flatMap((column, place) => (column === undefined ? [] : [[column.name, place]])),
  );
  const gathered = gatherParts(file, header, isCopy);
  const concealed = concealedProperties(type);
  const equal = equalRows(type);
  const latest = tomorrow(Date.now());
  let rows = 0;
  for await (const record of records) {
    const { fields } = record;
    rows += 1;
    if (rows % rowsAtATime === 0) onRows?.();
    onRecord?.(record, header);
    if (fields === undefined) continue;
    if (equal.look !== undefined) {
      const row = readValues(type, header.columns, fields, readingOf(file, record));
      if (row.id !== undefined && !row.isNamed) equal.look(row.id, rankOf(type, row.values, latest), record.line);
    }
    concealed.look((name) => fields[places.get(name) ?? -1]);
    gathered.look(fields);
  }
  const hidden = concealed.found();
  const columnWarnings = [
    ...told('The column', header.unknown, ' is not kept.'),
    ...told('The column', header.lacking, ' is missing.'),
  ];
  const titles = hidden.map((name) => type.properties[name]?.csvColumn ?? name);
  return {
    header,
    rows,
    parts: gathered.found(),
    concealed: hidden,
    equal,
    isCopy,
    columnWarnings,
    warnings: [
      ...columnWarnings,
      ...told('Names are concealed in', titles, ': the hashes there are stored as they are.'),
    ],
  };
}
