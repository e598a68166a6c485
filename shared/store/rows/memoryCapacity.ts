import type { RowFailure } from './rows.ts';

/** How many rows a partition in memory takes. */
export interface MemoryCapacity {
  /** Rows a second, at a time in milliseconds since the epoch. */
  readonly rows: (time: number) => number;
  /** Seconds of rows that it saves up at most while it is not written to. */
  readonly burst: number;
  /** Seconds to wait that a refusal asks for; it asks for nothing unless given. */
  readonly retryAfter?: number;
}

/** What one partition can take at the moment: it takes transactions whole or refuses them, and never goes into debt. */
export class MemoryAllowance {
  readonly #capacity: MemoryCapacity;
  #rows: number;
  #at: number;

  /** Has saved up all it can; `now` is in milliseconds since the epoch. */
  constructor(capacity: MemoryCapacity, now: number) {
    this.#capacity = capacity;
    this.#rows = capacity.rows(now) * capacity.burst;
    this.#at = now;
  }

  /** Takes rows, or tells why not. */
  take(rows: number, now: number): RowFailure | undefined {
    const { burst, retryAfter, rows: perSecond } = this.#capacity;
    const most = perSecond(now) * burst;
    this.#rows = Math.min(most, this.#rows + (Math.max(0, now - this.#at) / 1000) * perSecond(this.#at));
    this.#at = Math.max(this.#at, now);
    if (rows > this.#rows) return { kind: 'throttled', ...(retryAfter !== undefined && { retryAfter }) };
    this.#rows -= rows;
    return undefined;
  }
}
