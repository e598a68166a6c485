/** How long nothing was taken is a rhythm from so many milliseconds on, if the shorter of two is so much of the longer. */
const [least, alike] = [400, 0.8];

/** Milliseconds in which nothing was taken, lately and before: of two that are alike it is presumed that storage counts rows by such times. */
export class Rhythm {
  #waits: readonly [number, number] = [0, 0];

  /** Nothing was taken for some milliseconds. */
  waited(milliseconds: number): void {
    this.#waits = [milliseconds, this.#waits[0]];
  }

  /** Milliseconds after the last time in which nothing will be taken; 0 where that cannot be told. */
  get pause(): number {
    const [shorter, longer] = [Math.min(...this.#waits), Math.max(...this.#waits)];
    return shorter >= least && shorter >= alike * longer ? 0.8 * shorter : 0;
  }
}
