/** Milliseconds after which it is not all the while. */
const pause = 500;

/** Rows that are taken while others are refused: whether that is so all the while, or storage took nothing for a time. */
export class Flow {
  #began = -Infinity;
  #last = -Infinity;
  #rows = 0;

  /** Rows since it was last begun. */
  get rows(): number {
    return this.#rows;
  }

  /** From now on rows are counted anew. */
  begin(): void {
    this.#rows = 0;
  }

  took(at: number, rows: number): void {
    if (at - this.#last > pause) this.#began = at;
    this.#last = Math.max(this.#last, at);
    this.#rows += rows;
  }

  /** Whether some were taken all the while between two times. */
  lasts(from: number, to: number): boolean {
    return this.#began <= from && to - this.#last <= pause;
  }
}
