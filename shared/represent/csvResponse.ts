import type { Result } from '../operations/result.ts';
import { csvWriter } from './csvWriter.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';

async function* write(
  { query, type, pieces }: Result<'csv'>,
  { json }: RepresentContext,
): AsyncGenerator<string, void, undefined> {
  const { header, line } = csvWriter(query, type, json.version);
  let before = header;
  for await (const rows of pieces) {
    yield before + rows.map(({ row }) => line(row)).join('');
    before = '';
  }
  if (before !== '') yield before;
}

/** A collection as CSV for a file: sent while it is read, in UTF-8 without byte order mark, whole and without pages. */
export function csvResponse(result: Result<'csv'>, context: RepresentContext): ServiceResponse {
  const { format } = context;
  const contentType = format.contentType.includes('charset=')
    ? format.contentType
    : `${format.contentType};charset=utf-8`;
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${result.name}.csv"` },
    body: write(result, context),
  };
}
