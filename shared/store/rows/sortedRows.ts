import type { Row } from './rows.ts';

/** Rows a chunk is split at. */
const maxChunk = 512;

/**
 * Rows in ordinal order of their row keys, in chunks: every operation is a binary search over chunks and one within a
 * chunk, and moves at most one chunk's worth of references.
 */
export class SortedRows {
  readonly #chunks: Row[][] = [[]];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(rowKey: string): Row | undefined {
    const chunk = this.#chunkOf(rowKey);
    const row = chunk[firstAtLeast(chunk, rowKey)];
    return row?.rowKey === rowKey ? row : undefined;
  }

  set(row: Row): void {
    const at = this.#chunkIndexOf(row.rowKey);
    const chunk = this.#chunks[at] ?? [];
    const index = firstAtLeast(chunk, row.rowKey);
    if (chunk[index]?.rowKey === row.rowKey) {
      chunk[index] = row;
      return;
    }
    chunk.splice(index, 0, row);
    this.#size += 1;
    if (chunk.length > maxChunk) this.#chunks.splice(at + 1, 0, chunk.splice(maxChunk / 2));
  }

  delete(rowKey: string): void {
    const at = this.#chunkIndexOf(rowKey);
    const chunk = this.#chunks[at] ?? [];
    const index = firstAtLeast(chunk, rowKey);
    if (chunk[index]?.rowKey !== rowKey) return;
    chunk.splice(index, 1);
    this.#size -= 1;
    if (chunk.length === 0 && this.#chunks.length > 1) this.#chunks.splice(at, 1);
  }

  /** Visits the rows from a key on, in order, until `visit` returns false; it must not write. */
  visit(rowKey: string, visit: (row: Row) => boolean): void {
    const start = this.#chunkIndexOf(rowKey);
    for (let at = start; at < this.#chunks.length; at += 1) {
      const chunk = this.#chunks[at] ?? [];
      for (let index = at === start ? firstAtLeast(chunk, rowKey) : 0; index < chunk.length; index += 1) {
        const row = chunk[index];
        if (row !== undefined && !visit(row)) return;
      }
    }
  }

  #chunkOf(rowKey: string): Row[] {
    return this.#chunks[this.#chunkIndexOf(rowKey)] ?? [];
  }

  /** The last chunk that starts at or before the key, else the first. */
  #chunkIndexOf(rowKey: string): number {
    let low = 0;
    let high = this.#chunks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.[0]?.rowKey ?? '') <= rowKey) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Index of the first row whose key is not below the given one. */
function firstAtLeast(chunk: readonly Row[], rowKey: string): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk[middle]?.rowKey ?? '') < rowKey) low = middle + 1;
    else high = middle;
  }
  return low;
}
