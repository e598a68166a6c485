import type { CsvError, Info, Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvDialect } from './csvDialect.ts';

/** A record in its place behind the one before. */
interface PlacedRecord {
  readonly fields: readonly string[];
  readonly emptyTexts: readonly number[];
  /** Of the file, with the line break behind it. */
  readonly bytes: number;
  readonly lines: number;
}

/** What whole lines of a file hold. */
export interface CsvBlock {
  readonly records: Iterable<PlacedRecord>;
  /** Characters of the text behind the last record, which ends within quotes. */
  readonly open: number;
  /** A record behind those can be none, and ends the file. */
  readonly isCut: boolean;
}

interface Parsed {
  readonly record: readonly string[];
  readonly raw?: string;
  readonly info: Info;
}

/** Longest record, in bytes: behind a quote that is never closed no more of the file is kept. */
export const longestRecord = 4_194_304;

const options: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
};

const none: readonly number[] = [];

export const lineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** To know of each field whether it was in quotes takes fifteen times as long as to read it, so this is asked of few records. */
function emptyTexts(raw: string, delimiter: string): readonly number[] {
  if (!raw.includes('""')) return none;
  const cast: Options['cast'] = (field, { quoting }) => field === '' && quoting;
  const [record = []] = parse(raw, { ...options, delimiter, cast }) as unknown as (readonly unknown[])[];
  return record.flatMap((isEmptyText, at) => (isEmptyText === true ? [at] : []));
}

/** The records of lines without any quote: their fields stand as they are. */
function* plainRecords(block: string, { delimiter }: CsvDialect): Generator<PlacedRecord, void, undefined> {
  for (let at = 0; at < block.length;) {
    const found = block.indexOf('\n', at);
    const end = found < 0 ? block.length : found;
    const hasReturn = found > at && block.charCodeAt(end - 1) === 0x0d;
    const lines = block.slice(at, hasReturn ? end - 1 : end).split('\r');
    const last = lines.length - 1;
    for (const [place, line] of lines.entries()) {
      const isLast = place === last;
      // Behind a last line break nothing comes.
      if (isLast && found < 0 && line === '') break;
      const lineBreak = !isLast ? 1 : found < 0 ? 0 : hasReturn ? 2 : 1;
      yield { fields: line.split(delimiter), emptyTexts: none, bytes: Buffer.byteLength(line) + lineBreak, lines: 1 };
    }
    at = end + 1;
  }
}

/** What lines with quotes hold, of which a record may take several. */
function quotedBlock(block: string, { delimiter, quotesAll }: CsvDialect): CsvBlock {
  let failed: CsvError | undefined;
  const found = parse(block, {
    ...options,
    delimiter,
    info: true,
    // Kept byte by byte, so only where it says something.
    raw: !quotesAll && block.includes('""'),
    max_record_size: longestRecord,
    skip_records_with_error: true,
    // The errors that are left are a quote that is not closed and a record that is too long.
    on_skip: (error: CsvError | undefined) => {
      failed ??= error;
      return undefined;
    },
  }) as unknown as readonly Parsed[];
  const whole = failed === undefined ? Infinity : (failed['records'] as number);
  const records: PlacedRecord[] = [];
  let bytes = 0;
  for (const { record, raw = '', info } of found) {
    if (info.records > whole) break;
    records.push({
      fields: record,
      emptyTexts: emptyTexts(raw, delimiter),
      bytes: info.bytes - bytes,
      // The parser counts the lines of a field in quotes twice, so they are counted here.
      lines: record.reduce((lines, field) => lines + lineBreaks(field), 1),
    });
    ({ bytes } = info);
  }
  if (failed?.code !== 'CSV_QUOTE_NOT_CLOSED') return { records, open: 0, isCut: failed !== undefined };
  return { records, open: Buffer.from(block).subarray(bytes).toString().length, isCut: false };
}

/** A line of blanks and separators only, as spreadsheets leave them at the end; those of another dialect are one field. */
export const isNothing = (record: readonly string[]): boolean =>
  record.every((field) => field.trim() === '') || (record.length === 1 && /^[\s,;]*$/.test(record[0] ?? ''));

/** Reads the records of whole lines of a CSV file, those without anything in their fields included. */
export function csvBlock(text: string, dialect: CsvDialect): CsvBlock {
  if (text.includes('"')) return quotedBlock(text, dialect);
  return { records: plainRecords(text, dialect), open: 0, isCut: false };
}
