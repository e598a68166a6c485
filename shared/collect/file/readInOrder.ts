import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { csvBlock, isNothing } from '../csvBlock.ts';
import type { CsvDialect } from '../csvDialect.ts';
import type { CsvRecord } from '../readCsv.ts';
import type { FileOrder, RowPlace } from './fileOrder.ts';

/** A file whose rows are sent in another order than its own. */
export interface OrderedFile {
  readonly order: FileOrder;
  readonly dialect: CsvDialect;
}

/** A record of such a file. */
export interface OrderedRecord extends CsvRecord {
  /** No record before it has its id. */
  readonly isOfNextKey: boolean;
}

/** Most rows, and most bytes unless one row has more, that are read at a time: all of them are in memory at once. */
const most = { rows: 500, bytes: 16_384 };

/** The bytes of some rows of a file, in a buffer that has room for them; what lies side by side is read at once. */
function bytesOf(file: number, places: readonly RowPlace[], size: number, spare: Buffer): Buffer {
  // Behind the last row of the file there may be no line break.
  const lengthOf = (from: number, to: number): number => to - from + (to === size ? 1 : 0);
  const length = places.reduce((sum, { from, to }) => sum + lengthOf(from, to), 0);
  const bytes = (length > spare.length ? Buffer.alloc(length) : spare.subarray(0, length)).fill('\n');
  let at = 0;
  for (let first = 0; first < places.length;) {
    let behind = first + 1;
    while (behind < places.length && places[behind]?.from === places[behind - 1]?.to) behind += 1;
    const [from, to] = [places[first]?.from ?? 0, places[behind - 1]?.to ?? 0];
    for (let read = from; read < to;) {
      const count = readSync(file, bytes, at + read - from, to - read, read);
      if (count === 0) break;
      read += count;
    }
    at += lengthOf(from, to);
    first = behind;
  }
  return bytes;
}

/** The next rows that are read at a time. */
function nextPlaces({ rows, placeOf }: FileOrder, first: number): readonly RowPlace[] {
  const places: RowPlace[] = [];
  let bytes = 0;
  for (let at = first; at < rows && places.length < most.rows && bytes < most.bytes; at += 1) {
    const place = placeOf(at);
    places.push(place);
    bytes += place.to - place.from;
  }
  return places;
}

/**
 * Reads the records of a CSV file in another order than its own, without the header. The file is of UTF-8, and was read before.
 *
 * @throws Error when the file is not as it was
 */
export async function* readInOrder(
  path: string,
  { order, dialect }: OrderedFile,
): AsyncGenerator<OrderedRecord, void, undefined> {
  const file = await open(path);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const spare = Buffer.alloc(2 * most.bytes);
  let bytes = 0;
  try {
    for (let first = 0; first < order.rows;) {
      const places = nextPlaces(order, first);
      const block = csvBlock(decoder.decode(bytesOf(file.fd, places, order.size, spare)), dialect);
      const records = [...block.records].filter(({ fields }) => !isNothing(fields));
      if (records.length !== places.length) throw new Error(`${path} was changed while it was read.`);
      for (const [at, { line, from, to, isOfNextKey }] of places.entries()) {
        const { fields, emptyTexts } = records[at] ?? { fields: undefined, emptyTexts: [] };
        yield { line, from: bytes, bytes: (bytes += to - from), fields, emptyTexts, isOfNextKey };
      }
      first += places.length;
    }
  } finally {
    await file.close();
  }
}
