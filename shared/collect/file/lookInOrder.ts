import { open } from 'node:fs/promises';
import { csvDialect } from '../csvDialect.ts';
import { encodingOf } from '../decodeText.ts';
import type { HeaderMatch } from '../matchHeader.ts';
import { placesInOrder } from './placesInOrder.ts';
import { readValues } from '../readValues.ts';
import { RowKeys } from './fileOrder.ts';
import { lookAtFile, readingOf, type FileContent } from './lookAtFile.ts';
import type { OrderedFile } from './readInOrder.ts';
import type { ReportFile } from './reportFile.ts';

/** What a file holds, and the order in which its rows are sent: its own where none is given. */
export type OrderedContent = FileContent & { readonly inOrder?: OrderedFile };

/** So few rows go with one request or two, whatever their order. */
const fewRows = 500;
/** Bytes up to which places in a file are kept. */
const mostBytes = 2 ** 32;
/** Bytes a file is known by: its encoding, the dialect and the header line. */
const startBytes = 262_144;

/** The byte order mark of UTF-8. */
const mark = Buffer.from('\ufeff');

/** The columns of a file that say under which id a row is stored, each in its place. */
function keyColumns({ type, columns }: HeaderMatch): HeaderMatch['columns'] {
  const { id, names = [] } = type.subject ?? {};
  const needed = new Set(['id', ...type.naturalKey, ...names, ...(id === undefined ? [] : [id])]);
  return columns.map((column) => (column !== undefined && needed.has(column.name) ? column : undefined));
}

/**
 * Looks at a whole file, and finds the order of its rows in which storage has them: those that go with one request then lie side
 * by side there, and whether they are there is found out with one read of a range rather than with one read for each. A file in
 * UTF-16, one that ends within quotes, and one of few rows keep their own order.
 *
 * @param onRows called now and then on the way
 * @throws CollectFailure as `lookAtFile` does
 */
export async function lookInOrder(file: ReportFile, onRows?: () => void): Promise<OrderedContent> {
  const keys = new RowKeys();
  let columns: HeaderMatch['columns'] | undefined;
  let cut = 0;
  const content = await lookAtFile(file, onRows, (record, header) => {
    columns ??= keyColumns(header);
    if (record.fields === undefined) cut += 1;
    keys.add(readValues(header.type, columns, record.fields, readingOf(file, record)).id, record);
  });
  if (cut > 0 || keys.rows <= fewRows) return content;
  const handle = await open(file.path);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    const start = buffer.subarray(0, bytesRead);
    if (size > mostBytes || encodingOf(start) !== 'utf-8') return content;
    const dialect = csvDialect(new TextDecoder().decode(start), true);
    if (dialect === undefined) return content;
    const order = keys.inOrder(size, start.subarray(0, mark.length).equals(mark) ? mark.length : 0);
    // Equal ids then come one behind the other, so that those of the whole file need not be known.
    const equal = file.type.hasPlaces === true ? placesInOrder() : content.equal;
    return { ...content, equal, inOrder: { order, dialect } };
  } finally {
    await handle.close();
  }
}
