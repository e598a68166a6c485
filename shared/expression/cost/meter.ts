import { ODataError } from '../../errors/odataError.ts';
import { keptByRequest, KeptRows, type KeptBytes } from './keptRows.ts';
import { Replay } from './replay.ts';
import { processTurns, type Turns } from './turns.ts';

/** Units one HTTP request may spend. Looking for a text in 100,000 names takes 0.4 % of them. */
const mostUnits = 2_000_000_000;
/** Units spent between two looks at the clock at most. */
const mostAtOnce = 2_000_000;
/** Units after which it is worth to ask the clock whether a turn is over, and to break an evaluation off if it is. */
const [worthAsking, worthBreaking] = [65_536, 262_144];
/** The part of its units with which a page ends, so that it can still be written. */
const endOfPage = 0.875;

/** The 400 of a request that has spent its units. A walk that has a place ends its page there instead. */
export class MeterSpent extends ODataError {
  constructor() {
    super(
      'invalidQueryOption',
      'The request asks for more work than one request may cost: 2,000,000,000 nodes evaluated and characters looked at ' +
        'or made. Filter by an indexed property first, compute less, or look for fewer and shorter texts.',
    );
  }
}

/** Thrown through an evaluation that has to wait for its next turn. */
const outOfTurn = new Error('an evaluation goes on in its next turn');

/** How far an evaluation of inputs that follow one another has come. */
export interface Progress<T> {
  /** The place of the first that is not evaluated yet. */
  at: number;
  /** What was made of those before it, in their order; those that gave undefined are left out. */
  readonly items: T[];
}

type Mode = 'free' | 'interruptible' | 'atOnce';

/**
 * What one HTTP request spends, its parts included if it is a batch, in units: a unit is a node evaluated, or a character
 * looked at or made. Units and not time, so that what a request may cost is the same on every machine and every day.
 *
 * Handed down with the `StorageScope` and the `BindContext`. What is dear charges itself when it is evaluated; a walk
 * charges the nodes of plain expressions once for 64 rows and pauses between them, all of which `inTurns` does for it. A
 * walk that has a place looks at `isSpent` after each portion of rows and ends its page there.
 */
export class Meter {
  /** What the request keeps of rows; see `keepRows`. */
  readonly kept: KeptBytes;
  readonly #turns: Turns;
  #spent = 0;
  #sinceLook = 0;
  /** What may be spent since the look before anything is decided; and what was spent when the evaluation began. */
  #unasked = worthBreaking;
  #begun = 0;
  #mode: Mode = 'free';
  #replay: Replay | undefined;

  constructor(turns: Turns = processTurns, kept: KeptBytes = keptByRequest()) {
    this.#turns = turns;
    this.kept = kept;
  }

  /** Units spent so far. */
  get spent(): number {
    return this.#spent;
  }

  /** True when a page should end, because little is left. */
  get isSpent(): boolean {
    return this.#spent >= mostUnits * endOfPage;
  }

  /** True while an evaluation is taken up again: what was dear in it is remembered, see `remember`. */
  get isReplaying(): boolean {
    return this.#replay !== undefined;
  }

  /** Makes the account of the rows a step of a query keeps. */
  keepRows(): KeptRows {
    return new KeptRows(this.kept);
  }

  /** Spends units before the work they stand for is done. Throws `MeterSpent` when they are more than are left. */
  charge(units: number): void {
    this.#spent += units;
    this.#sinceLook += units;
    if (this.#sinceLook > this.#unasked || this.#spent > mostUnits) this.#refuse(units);
  }

  /** For the rest of a page that ends because a row would have cost too much: it still has to be written. */
  endPage(): void {
    this.#spent = Math.min(this.#spent, mostUnits * endOfPage);
  }

  /** A look at the clock: undefined when work may go on at once, else what it has to wait for. */
  pause(): Promise<void> | undefined {
    const units = this.#sinceLook;
    this.#looked();
    return this.#turns.look(units, this.#spent)?.then(() => {
      // Other parts of the same request may have worked meanwhile.
      this.#looked();
    });
  }

  /** A look at the clock between two pieces of work where it is worth one; like `pause`. */
  pauseIfDue(): Promise<void> | undefined {
    if (this.#sinceLook < worthAsking) return undefined;
    return this.#sinceLook >= worthBreaking || this.#turns.isOver(this.#spent) ? this.pause() : undefined;
  }

  /** Spends units and looks at the clock; for work that is done piece by piece, such as reading a body. */
  takeTurn(units: number): Promise<void> | undefined {
    this.charge(units);
    return this.pause();
  }

  /**
   * Carries out an evaluation that has no effect but its result, however long it takes: when its turn is over, or it has spent
   * as much as may be spent between two looks at the clock, it is broken off and taken up again in its next turn, where what
   * is dear is remembered. A promise only then.
   */
  run<I, T>(work: (input: I) => T, input: I): T | Promise<T> {
    try {
      return this.#within('interruptible', work, input);
    } catch (error) {
      if (error !== outOfTurn) throw error;
      return this.#takeUp(work, input);
    }
  }

  /**
   * Evaluates inputs up to `end` as `run` does, one after the other, until a look at the clock is worth it: at least one, and
   * what has been done of them is kept whatever ends it. A promise when one was broken off, for that one.
   */
  runSome<I, T>(
    work: (input: I) => T | undefined,
    inputs: readonly I[],
    done: Progress<T>,
    end: number,
  ): Promise<void> | undefined {
    try {
      this.#within(
        'interruptible',
        () => {
          do {
            this.#begun = this.#sinceLook;
            const item = work(inputs[done.at] as I);
            if (item !== undefined) done.items.push(item);
            done.at += 1;
          } while (done.at < end && this.#sinceLook < worthAsking);
        },
        undefined,
      );
      return undefined;
    } catch (error) {
      if (error !== outOfTurn) throw error;
      return this.#takeUp(work, inputs[done.at] as I).then((item) => {
        if (item !== undefined) done.items.push(item);
        done.at += 1;
      });
    }
  }

  /** Carries out work that cannot be broken off, such as binding; a 400 when it is too much to be done at once. */
  async atOnce<T>(work: () => T): Promise<T> {
    await this.pause();
    return this.#within('atOnce', work, undefined);
  }

  /** The value of a part of an evaluation; with `isReplaying` the one it had before. `part` is the same in every try. */
  remember<T>(part: object, work: () => T): T {
    if (this.#replay === undefined) return work();
    return this.#replay.remember(part, work);
  }

  async #takeUp<I, T>(work: (input: I) => T, input: I): Promise<T> {
    const replay = new Replay();
    for (;;) {
      await this.pause();
      replay.begin();
      try {
        this.#replay = replay;
        return this.#within('interruptible', work, input);
      } catch (error) {
        if (error !== outOfTurn) throw error;
      } finally {
        this.#replay = undefined;
      }
    }
  }

  #within<I, T>(mode: Mode, work: (input: I) => T, input: I): T {
    const before = this.#mode;
    const begun = this.#begun;
    this.#mode = mode;
    this.#begun = this.#sinceLook;
    try {
      return work(input);
    } finally {
      this.#mode = before;
      this.#begun = begun;
    }
  }

  #looked(): void {
    this.#sinceLook = 0;
    this.#unasked = worthBreaking;
  }

  #refuse(units: number): void {
    if (this.#spent > mostUnits) {
      this.#spent -= units;
      throw new MeterSpent();
    }
    if (this.#sinceLook <= mostAtOnce) {
      this.#unasked = Math.min(this.#sinceLook + worthAsking, mostAtOnce);
      if (this.#mode !== 'interruptible' || this.#sinceLook - this.#begun < worthBreaking) return;
      if (!this.#turns.isOver(this.#spent)) return;
    }
    if (this.#mode === 'atOnce') {
      throw new ODataError(
        'tooManyTermsInQuery',
        'The constants of the query cost more work than can be done at once. Use fewer and shorter ones.',
      );
    }
    // A try that has got no further than the one before goes on; no part by itself costs more than may be spent.
    if (this.#mode === 'free' || this.#replay?.hasAdvanced === false) return;
    this.#spent -= units;
    this.#sinceLook -= units;
    throw outOfTurn;
  }
}
