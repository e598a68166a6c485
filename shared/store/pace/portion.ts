import { maxOperations } from '../rows/rows.ts';
import type { Sent } from './sent.ts';

/** Milliseconds in which as many rows at once were refused, how often at least, and how much of them is tried then. */
const [stubborn, often, share] = [3000, 8, 0.3];

/** Milliseconds after which as many as a transaction holds are tried again. */
const remembered = 60_000;

/**
 * How many rows a partition takes at once, as far as can be told: one that never saves up a whole transaction takes none of them,
 * however long it is waited for, and takes the same rows in several.
 */
export class Portion {
  #most = maxOperations;
  #shrunk = -Infinity;
  /** When the first was sent that was refused since about as many were taken, and how many were. */
  #since = 0;
  #refusals = 0;

  /** Rows at once, at a time. */
  most(now: number): number {
    if (now - this.#shrunk > remembered) this.#most = maxOperations;
    return this.#most;
  }

  took({ rows }: Sent): void {
    if (rows > share * this.#most) this.#refusals = 0;
  }

  refused({ at, rows }: Sent, now: number): void {
    // Of more than are sent, and of what would be sent of fewer, it tells nothing.
    if (rows > this.#most || rows <= share * this.#most) return;
    if (this.#refusals === 0) this.#since = at;
    this.#refusals += 1;
    if (this.#refusals < often || now - this.#since < stubborn) return;
    [this.#most, this.#refusals, this.#shrunk] = [Math.max(1, Math.floor(share * this.#most)), 0, now];
  }
}
