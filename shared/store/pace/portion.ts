import { maxOperations } from '../rows/rows.ts';
import { Flow } from './flow.ts';
import type { Sent } from './sent.ts';

/** Milliseconds in which as many rows at once were refused, how often at least, and how much of them is tried then. */
const [stubborn, often, share] = [3000, 8, 0.4];

/** Milliseconds in which that is told where fewer rows were taken all the while: it is no outage then. */
const impatient = 1500;

/** About as many are so much of them. */
const about = 0.8;

/** Milliseconds after which as many as a transaction holds are tried again. */
const remembered = 60_000;

/**
 * How many rows a partition takes at once, as far as can be told: one that never saves up a whole transaction takes none of them,
 * however long it is waited for, and takes the same rows in several.
 */
export class Portion {
  #most = maxOperations;
  #shrunk = -Infinity;
  /** The most rows that were taken at once since it shrunk or about as many were. */
  #taken = 0;
  /** When the first was sent that was refused since then, and how many were. */
  #since = 0;
  #refusals = 0;
  readonly #flow = new Flow();

  /** Rows at once, at a time. */
  most(now: number): number {
    if (now - this.#shrunk > remembered) this.#most = maxOperations;
    return this.#most;
  }

  took({ at, rows }: Sent): void {
    this.#flow.took(at, rows);
    if (rows > about * this.#most) [this.#taken, this.#refusals] = [0, 0];
    else this.#taken = Math.max(this.#taken, rows);
  }

  refused({ at, rows }: Sent, now: number): void {
    const fewer = Math.max(1, Math.floor(share * this.#most), this.#taken);
    // Of more than are sent, and of what would be sent of fewer, it tells nothing.
    if (rows > this.#most || rows <= fewer) return;
    if (this.#refusals === 0) this.#since = at;
    this.#refusals += 1;
    const enough = this.#flow.lasts(now - impatient, now) ? impatient : stubborn;
    if (this.#refusals < often || now - this.#since < enough) return;
    [this.#most, this.#taken, this.#refusals, this.#shrunk] = [fewer, 0, 0, now];
  }
}
