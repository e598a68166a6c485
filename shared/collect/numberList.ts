/** Numbers of a chunk, as a power of two. */
const chunkBits = 16;
const chunkSize = 2 ** chunkBits;

/** Numbers of 32 bits by place, 0 where none was set: it grows without being copied, so that there never are two of it. */
export class NumberList {
  readonly #chunks: Uint32Array[] = [];

  /** The number at a place. */
  at(place: number): number {
    return this.#chunks[place >>> chunkBits]?.[place & (chunkSize - 1)] ?? 0;
  }

  /** Sets the number at a place; what was before it is 0 unless it was set. */
  set(place: number, value: number): void {
    const index = place >>> chunkBits;
    while (this.#chunks.length <= index) this.#chunks.push(new Uint32Array(chunkSize));
    const chunk = this.#chunks[index];
    if (chunk !== undefined) chunk[place & (chunkSize - 1)] = value;
  }
}
