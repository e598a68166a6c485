import type { StorageScope } from '../contract/store.ts';
import { maxOperations } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';

/** Gives a turn back. */
export type Leave = () => void;

/** Somebody in the queue for a turn. */
interface Waiting {
  readonly isAgain: boolean;
  wake: () => void;
}

/** Transactions under way at first, and at most. */
const [fewTurns, mostTurns] = [4, 16];

/** How much of one more is let in for each that went well. */
const turnsPerSuccess = 0.25;

/** No partition is taken to be slower, in rows a second; far below what Table Storage promises. */
const leastRate = 50;

/** Time left for a transaction, in milliseconds: nobody waits for a turn so shortly before the deadline of his request. */
const timeForTransaction = 1000;

/** Milliseconds of writing, and rows, without which what was taken tells nothing of what a partition takes. */
const [shortestMeasure, fewestRows] = [250, 100];

/** The share of what was found that is written right after a refusal. */
const firstShare = 0.8;

/**
 * Seconds until all that was found is written again, from when on it is more; and where callers write too, because of what is too
 * much the next refusal may be theirs.
 */
const recovery = { alone: 0.08, besideCallers: 3 };

/** What becomes of the rate by a refusal that came too soon after another one for a measurement. */
const decrease = 0.6;

/** Seconds of rows that a partition is presumed to have saved up before it first refuses. */
const presumedBurst = 0.25;

/** Milliseconds without a turn after which what was taken before counts no more, and without a caller after which there is none. */
const idle = 1000;

const nothing: Leave = () => undefined;

/**
 * How fast one partition is written to by work that gives way to callers: bulks and upkeep. Nothing is set: as many
 * transactions as are of use are under way until storage refuses one. From then on rows are written at the rate storage was
 * seen to take between two refusals: a little less at first, so that it has some to spare for those whose turn is always,
 * and more and more, by the cube of the time (RFC 9438, 4.2), so that a partition that takes more is found as well. Only who
 * was refused waits as long as storage asks; what the partition takes meanwhile is not wasted.
 */
export class Pace {
  /** Rows a second it was found to take, at the last refusal. */
  #found = Infinity;
  /** Milliseconds of writing since the last refusal, by which the rate grows. */
  #grown = 0;
  /** Milliseconds of writing, and rows taken, since the refusal that the measurement began with: then nothing was saved up. */
  #measured = 0;
  #taken = 0;
  /** By the clock of the requests: the first turn since it was idle, the last, the next, and the last refusal that told something. */
  #began = -Infinity;
  #last = -Infinity;
  #next = -Infinity;
  #reacted = -Infinity;
  /** When rows were last sent by who never waits for a turn. */
  #called = -Infinity;
  #recovery: number = recovery.alone;
  #turns = fewTurns;
  #underWay = 0;
  #rowsUnderWay = 0;
  readonly #queue: Waiting[] = [];

  /**
   * Waits for a turn to write so many rows, in the order they are asked for; the result is to be called when it is over.
   * Who has a turn and was refused asks `again`, comes before all who have none, and has nothing more to give back.
   *
   * @throws ODataError 503 when the turn does not come in time
   */
  async turn(scope: StorageScope, rows: number, again = false): Promise<Leave> {
    const { clock, deadline } = scope;
    const latest = deadline - timeForTransaction;
    const waiting: Waiting = { isAgain: again, wake: nothing };
    const others = again ? this.#queue.findIndex(({ isAgain }) => !isAgain) : -1;
    this.#queue.splice(others < 0 ? this.#queue.length : others, 0, waiting);
    let now = clock.now();
    try {
      for (let pause = this.#pauseOf(waiting, now); pause > 0; pause = this.#pauseOf(waiting, now)) {
        if (now >= latest) throw storageError({ kind: 'throttled' });
        await rest(scope, waiting, { pause, latest });
        now = clock.now();
      }
    } finally {
      this.#queue.splice(this.#queue.indexOf(waiting), 1);
      this.#queue[0]?.wake();
    }
    this.#write(rows, now);
    if (again) return nothing;
    this.#underWay += 1;
    this.#rowsUnderWay += rows;
    return () => {
      this.#underWay -= 1;
      this.#rowsUnderWay -= rows;
      this.#queue[0]?.wake();
    };
  }

  /** Storage has taken rows; those of who never waits for a turn take from what is left for the others. */
  took(rows: number, hadTurn: boolean, now: number): void {
    this.#taken += rows;
    if (!hadTurn) this.#called = now;
    if (hadTurn) this.#turns = Math.min(mostTurns, this.#turns + turnsPerSuccess);
    else if (this.#found < Infinity) this.#next = Math.max(now, this.#next) + this.#timeOf(rows);
  }

  /** Storage has refused what was sent to it at a time, and is known to have since `now`. */
  refused(sent: number, hadTurn: boolean, now: number): void {
    if (!hadTurn) this.#called = now;
    // What was on its way already tells of the same moment.
    if (sent <= this.#reacted) return;
    // Of a whole transaction half is missing when one is refused, by and large; once more the other half.
    const isSame = now - this.#reacted <= this.#timeOf(maxOperations);
    this.#next = now + this.#timeOf(maxOperations / 2);
    if (isSame) return;
    this.#reacted = now;
    const isMeasured = this.#measured >= shortestMeasure && this.#taken >= fewestRows;
    const rate = this.#rate;
    let found = rate * decrease;
    if (this.#found === Infinity) {
      found = (this.#taken + this.#rowsUnderWay) / ((now - this.#began) / 1000 + presumedBurst);
    } else if (isMeasured) {
      // What was taken is exact where much is saved up between refusals, and too little where that is lost; the rate is never too little.
      found = (this.#taken / (this.#measured / 1000) + rate) / 2;
    }
    if (isMeasured || this.#found === Infinity) [this.#measured, this.#taken] = [0, 0];
    this.#found = Math.max(leastRate, found);
    this.#grown = 0;
    this.#recovery = now - this.#called <= idle ? recovery.besideCallers : recovery.alone;
    this.#turns = mostTurns;
    this.#next = now + this.#timeOf(maxOperations / 2);
  }

  /** Rows a second that are written now. */
  get #rate(): number {
    return this.#found * (1 + (1 - firstShare) * (this.#grown / 1000 / this.#recovery - 1) ** 3);
  }

  /** Milliseconds that rows take. */
  #timeOf(rows: number): number {
    return (rows / this.#rate) * 1000;
  }

  /** Milliseconds until the turn of somebody who waits, at least; without an end while somebody else has to do something first. */
  #pauseOf(waiting: Waiting, now: number): number {
    if (this.#queue[0] !== waiting || !(waiting.isAgain || this.#underWay < Math.floor(this.#turns))) return Infinity;
    return this.#next - now;
  }

  #write(rows: number, now: number): void {
    if (this.#found === Infinity) {
      if (now - this.#last > idle) [this.#began, this.#taken] = [now, 0];
    } else {
      // Where nobody wanted to write, nothing is learnt from the time.
      const written = Math.min(now - this.#last, Math.max(0, this.#next - this.#last));
      this.#grown += written;
      this.#measured += written;
    }
    this.#last = now;
    this.#next = Math.max(now, this.#next) + this.#timeOf(rows);
  }
}

/** Waits until somebody else wakes who waits, or the pause is over, or it is the latest moment. */
async function rest(
  { clock }: StorageScope,
  waiting: Waiting,
  { pause, latest }: { readonly pause: number; readonly latest: number },
): Promise<void> {
  const signal = clock.signalAt(latest);
  if (pause < Infinity) {
    await clock.wait(pause, signal).catch(() => undefined);
    return;
  }
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      signal.removeEventListener('abort', wake);
      resolve();
    };
    waiting.wake = wake;
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
  });
}
