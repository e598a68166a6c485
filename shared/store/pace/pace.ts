import type { StorageScope } from '../contract/store.ts';
import { maxOperations } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { newWaiting, sleep, type Waiting } from './sleep.ts';

/** Gives a turn back. */
export type Leave = () => void;

/** Somebody in the queue for a turn. */
interface Queued extends Waiting {
  readonly isAgain: boolean;
}

/** Somebody whose transaction was refused, and when that was known. */
interface Resting extends Waiting {
  readonly since: number;
}

/** A transaction with which storage was tried. */
interface Sent {
  /** When, by the clock of the requests. */
  readonly at: number;
  readonly rows: number;
  /** Whether it had a turn: what a caller waits for never does. */
  readonly hadTurn: boolean;
}

/** Transactions under way at first, one more for each that went well, and at most. */
const [fewTurns, mostTurns] = [4, 16];

/** No partition is taken to be slower, in rows a second; far below what Table Storage promises. */
const leastRate = 50;

/** Time left for a transaction, in milliseconds: nobody waits for a turn so shortly before the deadline of his request. */
const timeForTransaction = 1000;

/**
 * How rows are written after a refusal: at `start` times the rate that was found, and by the cube of the time more, as much as was
 * found in `seconds`; and the share of the time of a transaction after which is tried again. Where callers write too, less, because
 * of what is too much the next refusal may be theirs.
 */
const manners = {
  alone: { start: 1.2, seconds: 0.2, again: 0.12 },
  besideCallers: { start: 0.8, seconds: 5, again: 0.5 },
};

/** While storage refuses all, it is tried again after a third of the time that this has lasted, and this many milliseconds at most. */
const patience = { share: 1 / 3, most: 100 };

/** The share of the time that storage asks for in which as many transactions are tried with as are left. */
const restShare = 0.2;

/** What is left of the rate, at least, where storage refuses for longer than it says; and where nothing can be told by it. */
const [leastShare, shareUntold] = [0.8, 0.7];

/** Milliseconds between two refusals without which they do not tell what a partition takes. */
const shortestMeasure = 150;

/** Seconds of rows that a partition is presumed to have saved up before it first refuses. */
const presumedBurst = 0.25;

/** Milliseconds without a turn after which what was taken before counts no more, and without a caller after which there is none. */
const idle = 1000;

/** Milliseconds in which nobody wanted to write, and a partition saved up more than can be neglected. */
const pauseThatCounts = 20;

/**
 * How fast one partition is written to by work that gives way to callers: bulks and upkeep. Nothing is set: as many
 * transactions as are of use are under way until storage refuses one. The rate is then what storage took from one time that it
 * had nothing left to the next, and from there it grows by the cube of the time (RFC 9438, 4.2), so that a partition that takes
 * more is found. A refusal tells that there is nothing left at the moment, no more: the next transaction is sent when the rate says
 * so, then a few more each a little later, alone, and the first that is taken tells the new rate. Only who was refused waits
 * as long as storage asks, or until nobody else has anything to send and storage has taken what was sent since.
 */
export class Pace {
  /** Rows a second it was found to take. */
  #found = Infinity;
  /** Milliseconds of writing since it was found, by which the rate grows. */
  #grown = 0;
  /** Refusals since rows were last taken; what was on its way when one was known tells of the same moment. */
  #refusals = 0;
  #firstRefused = -Infinity;
  #known = -Infinity;
  /** Whether storage is being tried with a transaction after a refusal. */
  #isTried = false;
  /** When the first was taken after refusals, so that nothing was left; rows taken since; whether nobody wanted to write for a time. */
  #emptied = -Infinity;
  #taken = 0;
  #wasIdle = true;
  /** By the clock of the requests: the first turn since it was idle, the last, the next, and the last transaction that was taken. */
  #began = -Infinity;
  #last = -Infinity;
  #next = -Infinity;
  #took = -Infinity;
  /** When rows were last sent by who never waits for a turn. */
  #called = -Infinity;
  #manner = manners.alone;
  #turns = fewTurns;
  #underWay = 0;
  readonly #queue: Queued[] = [];
  readonly #resting = new Set<Resting>();

  /**
   * Waits for a turn to write so many rows, in the order they are asked for; the result is to be called when it is over.
   * Who was refused asks `again`, and comes before all who have had none.
   *
   * @throws ODataError 503 when the turn does not come in time
   */
  async turn(scope: StorageScope, rows: number, again = false): Promise<Leave> {
    const { clock, deadline } = scope;
    const latest = deadline - timeForTransaction;
    const queued: Queued = { ...newWaiting(), isAgain: again };
    const others = again ? this.#queue.findIndex(({ isAgain }) => !isAgain) : -1;
    this.#queue.splice(others < 0 ? this.#queue.length : others, 0, queued);
    // Who has come first in line is the one whose time counts.
    if (again) this.#queue[1]?.wake();
    let now = clock.now();
    try {
      for (let pause = this.#pauseOf(queued, now); pause > 0; pause = this.#pauseOf(queued, now)) {
        if (now >= latest || scope.signal.aborted) throw storageError({ kind: 'throttled' });
        await sleep(scope, queued, Math.min(pause, latest - now));
        now = clock.now();
      }
    } finally {
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      this.#wakeNext();
    }
    this.#write(rows, now);
    this.#underWay += 1;
    const isTry = this.#isTried;
    return () => {
      this.#underWay -= 1;
      // Whatever became of it.
      if (isTry) this.#isTried = false;
      this.#wakeNext();
    };
  }

  /**
   * Waits as long as storage asks of somebody it has refused; or until nobody is left who has a transaction to send and storage
   * has taken one that was sent since, so that what it said is past.
   */
  async rest(scope: StorageScope, milliseconds: number): Promise<void> {
    const resting: Resting = { ...newWaiting(), since: scope.clock.now() };
    this.#resting.add(resting);
    await sleep(scope, resting, milliseconds);
    this.#resting.delete(resting);
  }

  /** Storage has taken rows; those of who never waits for a turn take from what is left for the others. */
  took({ at, rows, hadTurn }: Sent, now: number): void {
    this.#taken += rows;
    if (!hadTurn) {
      this.#called = now;
      if (this.#found < Infinity) this.#next = Math.max(now, this.#next) + this.#timeOf(rows);
      return;
    }
    // A single row tells nothing of a transaction.
    if (rows === 1) return;
    this.#turns = Math.min(mostTurns, this.#turns + 1);
    if (this.#refusals > 0 && at >= this.#known) {
      this.#find(rows, at);
      [this.#emptied, this.#taken, this.#wasIdle] = [at, 0, false];
      [this.#refusals, this.#grown] = [0, 0];
      this.#next = Math.max(now, at + this.#timeOf(rows));
    }
    this.#took = Math.max(this.#took, at);
    if (this.#queue.length > 0) return;
    for (const resting of this.#resting) {
      if (resting.since > at) continue;
      resting.wake();
      break;
    }
  }

  /** Storage has refused what was sent to it at a time and is known to have since `now`; it asked to wait so many seconds. */
  refused({ at, hadTurn }: Sent, now: number, asked = 0): void {
    if (!hadTurn) this.#called = now;
    if (at < this.#known) return;
    this.#known = now;
    this.#manner = now - this.#called <= idle ? manners.besideCallers : manners.alone;
    if (this.#refusals === 0) {
      const rate = this.#rate;
      if (this.#found === Infinity) {
        const rows = this.#taken + this.#underWay * maxOperations;
        this.#found = rows / ((now - this.#began) / 1000 + presumedBurst);
      } else if (this.#wasIdle) this.#found = Math.max(leastRate, Math.min(this.#found, rate * shareUntold));
      [this.#firstRefused, this.#grown, this.#turns] = [at, 0, mostTurns];
    }
    this.#refusals += 1;
    const due = this.#timeOf(maxOperations);
    // Who was refused is out for as long as storage asks: those who are left are tried with no faster than they last.
    const spared = (restShare * asked * 1000) / (this.#queue.length + 1);
    const wait = Math.max(spared, Math.min(patience.most, patience.share * (at - this.#firstRefused)));
    this.#next = Math.max(this.#took + due, now + Math.max(due * this.#manner.again, wait));
    this.#wakeNext();
  }

  /** Learns the rate by rows that were taken after refusals. */
  #find(rows: number, at: number): void {
    const isLate = this.#refusals > 2 || at - this.#firstRefused > (rows / this.#found) * 1000;
    if (isLate) {
      // Slower than was found; how much so is uncertain, where it was nothing at all for a while or somebody else who took it.
      const rate = (rows / (at - this.#took)) * 1000;
      this.#found = Math.max(leastRate, this.#found * leastShare, Math.min(this.#found, rate));
    } else if (!this.#wasIdle && at - this.#emptied >= shortestMeasure) {
      this.#found = Math.max(leastRate, (this.#taken / (at - this.#emptied)) * 1000);
    }
  }

  /** Rows a second that are written now. */
  get #rate(): number {
    const { start, seconds } = this.#manner;
    return this.#found * (start + (this.#grown / 1000 / seconds) ** 3);
  }

  /** Milliseconds that rows take. */
  #timeOf(rows: number): number {
    return (rows / this.#rate) * 1000;
  }

  /** Milliseconds until the turn of somebody who waits, at least; without an end while somebody else has to do something first. */
  #pauseOf(queued: Queued, now: number): number {
    const isNext = this.#queue[0] === queued && this.#underWay < this.#turns;
    return isNext && !(this.#isTried && this.#refusals > 1) ? this.#next - now : Infinity;
  }

  #wakeNext(): void {
    this.#queue[0]?.wake();
  }

  #write(rows: number, now: number): void {
    if (this.#found === Infinity) {
      if (now - this.#last > idle) [this.#began, this.#taken] = [now, 0];
    } else {
      // Where nobody wanted to write, nothing is learnt from the time.
      const written = Math.min(now - this.#last, Math.max(0, this.#next - this.#last));
      if (this.#refusals === 0) this.#grown += written;
      if (now - this.#last - written > pauseThatCounts) this.#wasIdle = true;
    }
    this.#last = now;
    this.#next = Math.max(now, this.#next) + this.#timeOf(rows);
    this.#isTried = this.#refusals > 0;
  }
}
