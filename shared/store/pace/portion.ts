import { maxOperations } from '../rows/rows.ts';
import { Flow } from './flow.ts';
import type { Sent } from './sent.ts';

/** Milliseconds in which as many rows at once were refused, how often at least, and how many at most are tried then. */
const [stubborn, often, tried] = [3000, 8, 0.4 * maxOperations];

/** Milliseconds in which that is told where fewer were taken all the while, so that it is no outage; of so few rows it would be chance. */
const [impatient, few] = [1500, 12];

/** Where whole transactions are taken, of others too: so many times as long as that took on average, at most so many milliseconds. */
const [patience, longest] = [6, 6000];

/** How much the last counts in that average. */
const blend = 0.2;

/** About as many as are sent are so much of them. */
const about = 0.8;

/** Milliseconds after which a refusal is forgotten; and after which what was taken is, and as many as a transaction holds are tried again. */
const [recent, remembered] = [20_000, 60_000];

/**
 * How many rows a partition takes at once, as far as can be told: one that never saves up so many takes none of them, however long
 * it is waited for, and takes the same rows in several transactions. That is told of however few were refused again and again, and
 * half as many are tried, unless more were taken meanwhile.
 */
export class Portion {
  #most = maxOperations;
  #shrunk = -Infinity;
  /** What was refused of late since as much was taken. */
  #refused: readonly Sent[] = [];
  /** What was taken of late, the most first, and each more than all that were sent after it. */
  #taken: readonly Sent[] = [];
  /** When as much was last taken as was refused before, and after how many milliseconds, on average. */
  #wait = { at: -Infinity, milliseconds: 0 };
  readonly #flow = new Flow();

  /** Rows at once, at a time. */
  most(now: number): number {
    if (now - this.#shrunk > remembered) this.#most = maxOperations;
    return this.#most;
  }

  took(sent: Sent): void {
    const { at, rows } = sent;
    this.#flow.took(at, rows);
    this.#taken = [...this.#taken.filter((one) => one.rows > rows), sent].filter((one) => one.at > at - remembered);
    const isOver = (one: Sent): boolean => one.at <= at && this.#isAsMany(rows, one.rows);
    const first = this.#refused.find((one) => isOver(one) && one.at > at - recent);
    if (first !== undefined) {
      const before = at - this.#wait.at > remembered ? 0 : this.#wait.milliseconds;
      this.#wait = { at, milliseconds: before + blend * (at - first.at - before) };
    }
    this.#refused = this.#refused.filter((one) => !isOver(one));
  }

  /** Something was refused that can be divided. */
  refused(sent: Sent, now: number): void {
    // Of more than is sent it tells nothing, nor when as much was taken since.
    if (sent.rows > this.most(now) || this.#wasTaken(sent.rows, sent.at)) return;
    this.#refused = [...this.#refused.filter((one) => one.at > now - recent), sent];
    let since = Infinity;
    // Where some rows are refused, more would be.
    for (const [index, { at, rows }] of this.#refused.toSorted((one, other) => one.rows - other.rows).entries()) {
      since = Math.min(since, at);
      if (index + 1 < often || now - since < this.#enough(rows, now)) continue;
      this.#shrink(rows, since, now);
      return;
    }
  }

  /** Fewer than so many, refused since a time. */
  #shrink(rows: number, since: number, now: number): void {
    const fewer = Math.floor(Math.min(tried, rows / 2));
    const taken = this.#taken.find(({ at }) => at > since)?.rows ?? 0;
    [this.#most, this.#shrunk] = [Math.max(1, fewer, taken), now];
    this.#refused = this.#refused.filter((one) => one.rows <= this.#most);
  }

  /** Milliseconds in which so many have to be refused. */
  #enough(rows: number, now: number): number {
    if (this.#most === maxOperations && this.#wasTaken(rows, now - remembered)) {
      return Math.max(stubborn, Math.min(patience * this.#wait.milliseconds, longest));
    }
    return rows > few && this.#flow.lasts(now - impatient, now) ? impatient : stubborn;
  }

  /** Whether as many were taken since a time. */
  #wasTaken(rows: number, since: number): boolean {
    return this.#taken.some((one) => one.at >= since && this.#isAsMany(one.rows, rows));
  }

  /** Whether some rows are as many as others, or about as many as are sent. */
  #isAsMany(some: number, others: number): boolean {
    return some >= others || some > about * this.#most;
  }
}
