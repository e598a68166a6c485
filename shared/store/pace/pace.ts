import type { StorageScope } from '../contract/store.ts';
import type { TurnAsked } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { Portion } from './portion.ts';
import { newWaiting, sleep, type Waiting } from './sleep.ts';
import type { Sent } from './sent.ts';
import { Tempo } from './tempo.ts';
import { TooManyRows } from './tooManyRows.ts';

/** Gives a turn back. */
export type Leave = () => void;

/** Somebody in the queue for a turn. */
interface Queued extends Waiting {
  readonly isAgain: boolean;
  readonly canDivide: boolean;
  readonly rows: number;
  /** When the turn comes too late. */
  readonly latest: number;
}

/** Time left for a transaction, in milliseconds: nobody waits for a turn so shortly before the deadline of his request. */
const timeForTransaction = 1000;

/** Transactions under way at most. */
const mostTurns = 16;

/**
 * The queue of those who write to one partition and give way to callers: bulks and upkeep. Each has a turn when storage takes
 * what he sends, as far as can be told (see Tempo). Storage sees rows and not who sends them: who was refused is the first to
 * be tried with again, of several who has the least time, and keeps no other waiting longer than that; what storage asks for in Retry-After is no more than a guess
 * where it is known what it takes.
 */
export class Pace {
  readonly #tempo = new Tempo();
  readonly #portion = new Portion();
  readonly #queue: Queued[] = [];
  /** Those who have a turn. */
  readonly #underWay = new Set<Queued>();
  /** Rows of all who wait. */
  #rows = 0;

  /**
   * Waits for a turn to write so many rows, in the order they are asked for; the result is to be called when it is over.
   * Who was refused asks again, and comes before all who have had none.
   *
   * @throws ODataError 503 when the turn does not come in time
   * @throws TooManyRows when they can be divided, and storage seems to take fewer at once
   */
  async turn(scope: StorageScope, count: number, { isAgain = false, canDivide }: TurnAsked): Promise<Leave> {
    const { clock, deadline } = scope;
    // Of what cannot be planned nobody knows.
    const rows = Math.max(1, count);
    const latest = deadline - timeForTransaction;
    let now = clock.now();
    if (!isAgain && this.#queue.length === 0) this.#tempo.arrive(rows, now);
    const queued: Queued = { ...newWaiting(), isAgain, canDivide, rows, latest };
    const others = isAgain ? this.#queue.findIndex((one) => !one.isAgain || one.latest > latest) : -1;
    this.#queue.splice(others < 0 ? this.#queue.length : others, 0, queued);
    this.#rows += rows;
    // Who has come first in line is the one whose time counts.
    if (isAgain) this.#queue[1]?.wake();
    try {
      for (let pause = this.#pauseOf(queued, now); pause > 0; pause = this.#pauseOf(queued, now)) {
        if (now >= latest || scope.signal.aborted) throw storageError({ kind: 'throttled' });
        await sleep(scope, queued, Math.min(pause, latest - now));
        now = clock.now();
      }
      this.#tempo.begin(rows, now);
      this.#underWay.add(queued);
    } finally {
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      this.#rows -= rows;
      this.#wakeNext();
    }
    return () => {
      this.#underWay.delete(queued);
      this.#wakeNext();
    };
  }

  /** Somebody who gives way sends rows to storage. */
  sent(rows: number, now: number): Sent {
    return this.#tempo.sent(rows, now);
  }

  /** A caller does, who never has a turn. */
  called(now: number): void {
    this.#tempo.called(now);
  }

  /** What a caller sent was refused, as is known now. */
  refusedCaller(now: number): void {
    this.#tempo.refusedCaller(now);
  }

  /** Storage has taken what somebody sent. */
  took(sent: Sent): void {
    this.#tempo.took(sent);
    this.#portion.took(sent);
    this.#wakeNext();
  }

  /** Storage has refused it, as is known now. */
  refused(sent: Sent, now: number): void {
    // The rows of one entity stand together, whoever refuses them; one more may tell of the beginning of its set.
    if ([...this.#underWay].some((one) => one.canDivide && one.rows <= sent.rows)) this.#portion.refused(sent, now);
    this.#tempo.refused(sent, now, this.#portion.most(now));
    this.#wakeNext();
  }

  /** It failed for another reason. */
  failed(sent: Sent): void {
    this.#tempo.failed(sent);
  }

  /** Milliseconds until the turn of somebody who waits, at least; without an end while somebody else has to do something first. */
  #pauseOf(queued: Queued, now: number): number {
    if (queued.canDivide && queued.rows > this.#portion.most(now)) throw new TooManyRows();
    if (this.#queue[0] !== queued || this.#underWay.size >= mostTurns) return Infinity;
    const { latest } = this.#queue.at(-1) ?? queued;
    return this.#tempo.next(queued.rows, now, (latest - now) / this.#rows) - now;
  }

  #wakeNext(): void {
    this.#queue[0]?.wake();
  }
}
