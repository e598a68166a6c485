import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError, type Info, type Options } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { csvDialect, type CsvDialect } from './csvDialect.ts';
import { decodeText } from './decodeText.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Line of the file the record begins in, from 1. */
  readonly line: number;
  /** Bytes of the file up to the end of the record, in UTF-8. */
  readonly bytes: number;
  /** Undefined where the rest of the file is no CSV. */
  readonly fields: readonly string[] | undefined;
  /** Places of the fields that are an empty text, written as two quotes; the other empty ones have no value. */
  readonly emptyTexts: readonly number[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: Info;
}

/** Longest record, in bytes: behind a quote that is never closed no more of the file is kept. */
const longest = 4_194_304;

const options: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
};

const lineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** To know of each field whether it was in quotes takes fifteen times as long as to read it, so this is asked of few records. */
function emptyTexts(raw: string, { delimiter, quotesAll }: CsvDialect): readonly number[] {
  if (quotesAll || !raw.includes('""')) return [];
  const cast: Options['cast'] = (field, { quoting }) => field === '' && quoting;
  const [record = []] = parseText(raw, { ...options, delimiter, cast }) as unknown as (readonly unknown[])[];
  return record.flatMap((isEmptyText, at) => (isEmptyText === true ? [at] : []));
}

/** A line of blanks and separators only, as spreadsheets leave them at the end; those of another dialect are one field. */
const isNothing = (record: readonly string[]): boolean =>
  record.every((field) => field.trim() === '') || (record.length === 1 && /^[\s,;]*$/.test(record[0] ?? ''));

/** The dialect of a text, and the whole text again. */
async function startOf(text: AsyncIterator<string>): Promise<{ readonly dialect: CsvDialect; readonly start: string }> {
  let start = '';
  let dialect: CsvDialect | undefined;
  while (dialect === undefined) {
    const next = await text.next();
    if (next.done !== true) start += next.value;
    dialect = csvDialect(start, next.done === true);
  }
  return { dialect, start };
}

/**
 * Reads a CSV file record by record (RFC 4180), the header included: in UTF-8 or UTF-16, with any line break, in the
 * dialects of spreadsheets. Lines without anything in their fields are left out. Throws what breaks the source off.
 */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRecord, void, undefined> {
  const text = decodeText(source);
  const { dialect, start } = await startOf(text);
  const { preamble, delimiter } = dialect;
  let cut: number | undefined;
  const parser = parse({
    ...options,
    delimiter,
    info: true,
    raw: true,
    max_record_size: longest,
    skip_records_with_error: true,
    // The errors that are left are a quote that is never closed and a record that is too long; the first ends the file.
    on_skip: (error: CsvError | undefined) => {
      cut ??= error?.['records'] as number;
      return undefined;
    },
  });
  async function* pieces(): AsyncGenerator<string, void, undefined> {
    if (start.length > preamble.length) yield start.slice(preamble.length);
    for await (const piece of text) {
      if (cut !== undefined) return;
      yield piece;
    }
  }
  // What breaks off is thrown by the parser.
  pipeline(Readable.from(pieces(), { objectMode: false }), parser, () => undefined);
  // The parser counts the lines of a field in quotes twice, so they are counted here.
  let line = 1 + lineBreaks(preamble);
  const before = Buffer.byteLength(preamble);
  let bytes = before;
  for await (const { record, raw, info } of parser as AsyncIterable<Parsed>) {
    if (cut !== undefined && info.records > cut) break;
    bytes = before + info.bytes;
    if (!isNothing(record)) {
      yield { line, bytes, fields: record, emptyTexts: emptyTexts(raw, dialect) };
    }
    line += 1;
    // Only within quotes a field goes over several lines.
    if (raw.includes('"')) line += record.reduce((breaks, field) => breaks + lineBreaks(field), 0);
  }
  if (cut !== undefined) yield { line, bytes, fields: undefined, emptyTexts: [] };
}
