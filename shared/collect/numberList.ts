/** Numbers of a chunk, as a power of two. */
const chunkBits = 12;
const chunkSize = 2 ** chunkBits;

/** Numbers of 32 bits by place, 0 where none was set: it grows without being copied, so that there never are two of it. */
export class NumberList {
  readonly #chunks: (Uint32Array | undefined)[] = [];

  /** The number at a place. */
  at(place: number): number {
    return this.#chunks[place >>> chunkBits]?.[place & (chunkSize - 1)] ?? 0;
  }

  /** Sets the number at a place; numbers where none was set far and wide take no room. */
  set(place: number, value: number): void {
    const index = place >>> chunkBits;
    const chunk = this.#chunks[index] ?? new Uint32Array(chunkSize);
    this.#chunks[index] = chunk;
    chunk[place & (chunkSize - 1)] = value;
  }
}
