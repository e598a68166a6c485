import { NumberList } from '../numberList.ts';

/** A row of a file, in the order in which rows are sent. */
export interface RowPlace {
  readonly line: number;
  /** Bytes of the file before it, and before the row behind it in the file. */
  readonly from: number;
  readonly to: number;
  /** No row before it in this order has its id. */
  readonly isOfNextKey: boolean;
}

/** The rows of a file in the order in which they are sent. */
export interface FileOrder {
  readonly rows: number;
  /** Bytes of the file, where its last row ends. */
  readonly size: number;
  readonly placeOf: (at: number) => RowPlace;
}

/** Bits of a number that is exact. */
const exactBits = 53;
/** Bits of a key, and of the one within its part of a file. */
const keyBits = 32;
const uuidBits = 20;
/** Parts that are told apart; the rows of further ones are one part. */
const mostParts = 2 ** (keyBits - uuidBits);

/** How an id ends that ends in a UUID, as those of details do; looked for where that would begin. */
const uuid = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/y;
const uuidLength = 36;
/** The place behind the UUID of a row whose id was given. */
const place = /_\d+$/;
const date = /^(\d{4})-(\d\d)-(\d\d)/;

/** The beginning of the UUID an id ends in, as a number, and what stands before it; undefined for another id. */
function uuidIn(id: string): { readonly before: string; readonly start: number } | undefined {
  for (const text of [id, id.replace(place, '')]) {
    const at = text.length - uuidLength;
    uuid.lastIndex = at;
    if (at >= 0 && uuid.test(text)) {
      return { before: text.slice(0, at), start: parseInt(text.slice(at, at + uuidBits / 4), 16) };
    }
  }
  return undefined;
}

/** Rows from the lowest key on, equal keys in the order of the rows: of each twice its number, and 1 where its key is another than that before. */
function sortedRows(keys: NumberList, rows: number): Uint32Array {
  const placeBits = Math.ceil(Math.log2(Math.max(rows, 2)));
  const places = 2 ** placeBits;
  const tooMany = 2 ** Math.max(0, keyBits + placeBits - exactBits);
  const sorted = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) sorted[row] = Math.floor(keys.at(row) / tooMany) * places + row;
  // Numbers alone are sorted without a function that compares, in a tenth of the time.
  sorted.sort();
  const found = new Uint32Array(rows);
  let before = -1;
  for (let at = 0; at < rows; at += 1) {
    const one = sorted[at] ?? 0;
    const key = Math.floor(one / places);
    found[at] = (one - key * places) * 2 + Number(key !== before);
    before = key;
  }
  return found;
}

/** Gathers where the rows of a file are, and by which key each is stored. */
export class RowKeys {
  readonly #keys = new NumberList();
  readonly #froms = new NumberList();
  /** By how many lines a row stands further on than it would if each of those before it took one. */
  readonly #further = new NumberList();
  readonly #parts = new Map<string, number>();
  #firstLine = 0;
  #rows = 0;

  /** How many were gathered. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds the next row of the file; one without an id stands before all others. */
  add(id: string | undefined, { line, from }: { readonly line: number; readonly from: number }): void {
    if (this.#rows === 0) this.#firstLine = line;
    const further = line - this.#firstLine - this.#rows;
    this.#keys.set(this.#rows, id === undefined ? 0 : this.#keyOf(id));
    this.#froms.set(this.#rows, from);
    if (further > 0) this.#further.set(this.#rows, further);
    this.#rows += 1;
  }

  /** A number by which ids are nearly in the order in which storage has them: the parts of a file in turn, in each its rows. */
  #keyOf(id: string): number {
    const found = uuidIn(id);
    if (found !== undefined) {
      const { before, start } = found;
      const part = this.#parts.get(before) ?? Math.min(this.#parts.size, mostParts - 1);
      if (this.#parts.size < mostParts) this.#parts.set(before, part);
      return part * 2 ** uuidBits + start;
    }
    const [, year = '0', month = '', day = ''] = date.exec(id) ?? [];
    return Number(year + month + day);
  }

  /**
   * The rows in the order of their keys, equal ones in the order of the file. It takes 8 bytes a row, and keeps no key.
   *
   * @param size bytes of the file
   * @param mark bytes of the mark it begins with
   */
  inOrder(size: number, mark: number): FileOrder {
    const [rows, froms, further, firstLine] = [this.#rows, this.#froms, this.#further, this.#firstLine];
    const sorted = sortedRows(this.#keys, rows);
    return {
      rows,
      size,
      placeOf: (at) => {
        const found = sorted[at] ?? 0;
        const row = found >>> 1;
        return {
          line: firstLine + row + further.at(row),
          from: mark + froms.at(row),
          to: row + 1 < rows ? mark + froms.at(row + 1) : size,
          isOfNextKey: found % 2 === 1,
        };
      },
    };
  }
}
