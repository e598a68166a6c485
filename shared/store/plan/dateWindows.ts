/** A span of days, both included, as days since 1970-01-01. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/** How much a window grows when the one before it was empty. */
const growth = 8;

/**
 * Chooses the windows of a walk from the newest day backwards without knowing where the days with rows begin. The first
 * window is everything from yesterday on. Windows grow while they are empty; a window that holds too many rows is
 * halved until it does not; after that each window takes as many days as the rows still wanted seem to need.
 */
export class DateWindows {
  readonly #first: number;
  readonly #today: number;
  #last: number;
  #width = growth;
  /** First day of the span known to hold too many rows. */
  #dense: number | undefined;
  /** Starts tried while nothing is known: from yesterday on, and only the days after today when that is too much. */
  readonly #starts: number[];

  constructor({ first, last }: Days, today: number) {
    this.#first = first;
    this.#last = last;
    this.#today = today;
    this.#starts = last > today ? [today - 1, today + 1] : [];
  }

  /** The next window; undefined when all days are done. */
  next(): Days | undefined {
    if (this.#last < this.#first) return undefined;
    const [start] = this.#starts;
    const half = this.#dense === undefined ? undefined : this.#last - Math.ceil((this.#last - this.#dense + 1) / 2) + 1;
    const first = start ?? half ?? this.#last - this.#width + 1;
    return { first: Math.max(this.#first, Math.min(first, this.#last)), last: this.#last };
  }

  /** The window holds too many rows; false when it is one day and cannot be narrowed. */
  tooFull({ first, last }: Days): boolean {
    if (first === last) return false;
    if (this.#starts.shift() === undefined || this.#starts.length === 0) this.#dense = first;
    return true;
  }

  /** The window is done: it held `found` rows of the result, and `missing` more are wanted. */
  done({ first, last }: Days, found: number, missing: number): void {
    const span = last - first + 1;
    const wasOpen = this.#starts.length > 0;
    this.#starts.length = 0;
    this.#last = first - 1;
    if (found > 0 || (this.#dense !== undefined && this.#dense > this.#last)) this.#dense = undefined;
    if (wasOpen && first > this.#today) this.#width = 1;
    else if (found > 0) this.#width = Math.ceil((missing * Math.min(span, this.#width) * 1.25) / found);
    else if (!wasOpen) this.#width = Math.min(span * growth, 1_000_000);
    this.#width = Math.min(Math.max(1, this.#width), 1_000_000);
  }
}
