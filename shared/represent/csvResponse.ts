import type { Result } from '../operations/contract/result.ts';
import { csvWriter } from './csv/csvWriter.ts';
import type { Meter } from '../expression/cost/meter.ts';
import { checkRows } from './json/checkRows.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';

/** Without it Excel takes the file for one in the code page of the machine; the files of Microsoft Graph begin with it, too. */
const byteOrderMark = '\ufeff';

/** Bytes of a piece at most: what a caller who does not read holds of the memory is a few of them. */
const mostBytes = 64 * 1024;

/** Length from which on lines are sent, in UTF-16 units. */
const enough = 16 * 1024;

/** A text in UTF-8, in pieces, which are charged; others have their turn between them. */
async function* pieces(text: string, meter: Meter): AsyncGenerator<Uint8Array, void, undefined> {
  // What its rows cost may be a turn by itself.
  await meter.pause();
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += mostBytes) {
    const piece = bytes.subarray(from, from + mostBytes);
    meter.charge(piece.length);
    yield piece;
    await meter.pause();
  }
}

async function* write(
  { query, pieces: found, ...file }: Result<'csv'>,
  { json, meter }: RepresentContext,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { header, line } = csvWriter(query, file, json.version, meter);
  let text = byteOrderMark + header;
  for await (const rows of found) {
    // What the rows themselves cost may be a turn by itself.
    await meter.pause();
    for (const { row } of rows) {
      const made = meter.run(line, row);
      const one = made instanceof Promise ? await made : made;
      text += one;
      if (text.length < enough) continue;
      yield* pieces(text, meter);
      text = '';
    }
  }
  yield* pieces(text, meter);
}

/** For HEAD: fails where the answer to GET would before its first piece, and writes nothing. */
async function* check(
  { query, pieces: found }: Result<'csv'>,
  { json, meter }: RepresentContext,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const rows of found) {
    await checkRows(query, rows, json, meter);
    yield new Uint8Array();
    return;
  }
}

/** A collection as CSV for a file: sent while it is read, in UTF-8 behind a byte order mark, whole and without pages. */
export function csvResponse(result: Result<'csv'>, context: RepresentContext): ServiceResponse {
  const { format, isHead } = context;
  const isText = format.contentType.startsWith('text/') && !format.contentType.includes('charset=');
  const contentType = isText ? `${format.contentType};charset=utf-8` : format.contentType;
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${result.name}.csv"` },
    body: isHead ? check(result, context) : write(result, context),
  };
}
