import type { Readable } from 'node:stream';
import { parse, type Info } from 'csv-parse';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Line of the file the record begins in, from 1. */
  readonly line: number;
  /** Bytes of the file up to the end of the record. */
  readonly bytes: number;
  /** Undefined where the rest of the file is no CSV. */
  readonly fields: readonly string[] | undefined;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

const lineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/**
 * Reads a CSV file record by record (RFC 4180), the header included: in UTF-8 with or without byte order mark, with any
 * line break, with empty lines left out. Throws what breaks the source off.
 */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRecord, void, undefined> {
  const cut: unknown[] = [];
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    // The one error that is left is a quote that is never closed.
    on_skip: (error) => {
      cut.push(error);
      return undefined;
    },
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  // The parser counts the lines of a field in quotes twice, so they are counted here.
  let line = 1;
  let bytes = 0;
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    ({ bytes } = info);
    if (record.length > 1 || record[0] !== '') yield { line, bytes, fields: record };
    line += 1 + record.reduce((breaks, field) => breaks + lineBreaks(field), 0);
  }
  if (cut.length > 0) yield { line, bytes, fields: undefined };
}
