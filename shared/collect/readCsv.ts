import type { Readable } from 'node:stream';
import { csvBlock, isNothing, lineBreaks, longestRecord } from './csvBlock.ts';
import { csvDialect, type CsvDialect } from './csvDialect.ts';
import { decodeText } from './decodeText.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Line of the file the record begins in, from 1. */
  readonly line: number;
  /** Bytes of the file before the record and up to its end, in UTF-8 and without a byte order mark. */
  readonly from: number;
  readonly bytes: number;
  /** Undefined where the rest of the file is no CSV. */
  readonly fields: readonly string[] | undefined;
  /** Places of the fields that are an empty text, written as two quotes; the other empty ones have no value. */
  readonly emptyTexts: readonly number[];
}

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

/** Where the whole lines of a text end; half a line break may be its end. */
const endOfLines = (text: string): number =>
  Math.max(text.lastIndexOf('\n'), text.length < 2 ? -1 : text.lastIndexOf('\r', text.length - 2)) + 1;

/**
 * Reads a CSV file record by record (RFC 4180), the header included: in UTF-8 or UTF-16, with any line break, in the
 * dialects of spreadsheets. Lines without anything in their fields are left out. Throws what breaks the source off.
 */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRecord, void, undefined> {
  const text = decodeText(source);
  const { dialect, start } = await startOf(text);
  const { preamble } = dialect;
  let line = 1 + lineBreaks(preamble);
  let bytes = Buffer.byteLength(preamble);
  let rest = start.slice(preamble.length);
  // How much of it is known to end within quotes: it is looked at again when it is twice as long.
  let open = 0;
  for (let isWhole = false; !isWhole;) {
    const next = await text.next();
    if (next.done === true) isWhole = true;
    else rest += next.value;
    if (!isWhole && rest.length < 2 * open) continue;
    const end = isWhole ? rest.length : endOfLines(rest);
    const block = csvBlock(rest.slice(0, end), dialect);
    for (const record of block.records) {
      const from = bytes;
      bytes += record.bytes;
      const { fields } = record;
      if (!isNothing(fields)) yield { line, from, bytes, fields, emptyTexts: record.emptyTexts };
      line += record.lines;
    }
    ({ open } = block);
    rest = rest.slice(end - open);
    if (block.isCut || (isWhole ? open > 0 : rest.length > longestRecord)) {
      yield { line, from: bytes, bytes, fields: undefined, emptyTexts: [] };
      return;
    }
  }
}
