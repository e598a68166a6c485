import { createReadStream } from 'node:fs';
import { readCsv, type CsvRecord } from '../readCsv.ts';
import { readInOrder, type OrderedFile, type OrderedRecord } from './readInOrder.ts';

/** A record of a file, as it is sent. */
export type FileRecord = CsvRecord & Partial<OrderedRecord>;

/** Bytes of the file that are read at a time: all rows in them are in memory at once. */
const pieceBytes = 16_384;

async function* readAsItStands(path: string): AsyncGenerator<CsvRecord, void, undefined> {
  let isHeader = true;
  for await (const record of readCsv(createReadStream(path, { highWaterMark: pieceBytes }))) {
    if (!isHeader) yield record;
    isHeader = false;
  }
}

/** The records of a file behind its header line, in the order in which its rows are sent: its own unless another is given. */
export function readRecords(
  path: string,
  inOrder: OrderedFile | undefined,
): AsyncGenerator<FileRecord, void, undefined> {
  return inOrder === undefined ? readAsItStands(path) : readInOrder(path, inOrder);
}
