import type { Result } from '../operations/result.ts';
import { csvWriter } from './csvWriter.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';

/** Without it Excel takes the file for one in the code page of the machine; the files of Microsoft Graph begin with it, too. */
const byteOrderMark = '\ufeff';

async function* write(
  { query, type, pieces }: Result<'csv'>,
  { json }: RepresentContext,
): AsyncGenerator<string, void, undefined> {
  const { header, line } = csvWriter(query, type, json.version);
  let before = byteOrderMark + header;
  for await (const rows of pieces) {
    yield before + rows.map(({ row }) => line(row)).join('');
    before = '';
  }
  if (before !== '') yield before;
}

/** A collection as CSV for a file: sent while it is read, in UTF-8 behind a byte order mark, whole and without pages. */
export function csvResponse(result: Result<'csv'>, context: RepresentContext): ServiceResponse {
  const { format } = context;
  const isText = format.contentType.startsWith('text/') && !format.contentType.includes('charset=');
  const contentType = isText ? `${format.contentType};charset=utf-8` : format.contentType;
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${result.name}.csv"` },
    body: write(result, context),
  };
}
