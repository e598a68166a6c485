import { maxOperations } from '../rows/rows.ts';
import { besideCallers } from './besideCallers.ts';
import { betweenTries } from './betweenTries.ts';
import { fewRows } from './fewRows.ts';
import { Flow } from './flow.ts';
import { Opening } from './opening.ts';
import { Rhythm } from './rhythm.ts';
import type { Sent } from './sent.ts';
import { untilTest } from './untilTest.ts';

/** Seconds of rows that a partition is presumed to have saved up before it first refuses; milliseconds between two transactions at least, and of a row at most until one was measured: the first refusal may be of one row, as a set begins. */
const [presumedBurst, leastGap, slowest] = [0.25, 3, 20];

/** A refusal is presumed to be known after so many times what the slowest of late took; and how fast that is forgotten. */
const [patience, forgetting] = [1.5, 0.1];

/**
 * While storage refuses: a try after so much of the time of a transaction, at most so many milliseconds, and not before so many
 * times of what the rows take; who has less time than that tries so often in it.
 */
const tries = { share: 0.45, most: 42, back: 1.1, behind: 8 };

/** What is sent in this share of its time is early. And transactions a second by which more is hoped for than was found, where little is taken. */
const [early, hope] = [0.9, 0.0001];

/** A transaction in less than this share of its time tells another rate, and in more than so many times; what is believed of either. */
const changes = { fast: 0.6, late: 3, slower: 1.5, blend: 0.35 };

/** Milliseconds in which nobody wanted to write, and a partition saved up more than can be neglected; and after which all is unknown. */
const [pauseThatCounts, idle] = [20, 1000];

/**
 * When a partition takes rows, as far as can be told by what it took and refused. The time of a row is measured between two
 * transactions each of which was taken after a refusal, so that nothing was left behind either; the next is sent when that time
 * is over, after a refusal again and again at short intervals. Now and then one is sent before its time: if that is refused it
 * tells nothing but that the rate is no higher, and if it is taken the others follow at once, ever faster until one is refused,
 * and so where nothing was taken for long. How often is measured by the time since the rate last changed: where it changes
 * often, often, so that what is missed is a share of what there was, however long the turns are; where it is steady, seldom.
 */
export class Tempo {
  /** Milliseconds of a row; 0 while nothing was refused. */
  #perRow = 0;
  /** When the last but known transaction was sent of which nothing was left behind, and the rows taken since. */
  #emptied = 0;
  #taken = 0;
  /** When the last that was taken was sent; those that tell nothing and were taken since then, that were refused, and that are under way. */
  #took = -Infinity;
  readonly #singles = new Flow();
  #refused: Sent[] = [];
  readonly #underWay = new Set<Sent>();
  /** Milliseconds in which refusals are known. */
  #answer = 0;
  /** When the first turn was, the last, for how many rows, and how many transactions of rows since nothing was left. */
  #began = -Infinity;
  #last = -Infinity;
  #rows = 0;
  #run = 0;
  readonly #opening = new Opening();
  readonly #rhythm = new Rhythm();
  /** When the last was sent of which a refusal is known. */
  #seen = -Infinity;
  /** When the rate last changed, and when a caller last wrote. */
  #changed = -Infinity;
  #called = -Infinity;
  #wasIdle = false;
  #luck = 1;
  /** Callers of whose refusals was learnt since something was taken. */
  #refusedCallers = 0;

  /** When so many rows may be sent, as it seems at a time; `spare` are the milliseconds there are for each row that waits. */
  next(rows: number, now: number, spare = Infinity): number {
    if (this.#perRow === 0) return now;
    const gap = this.#isBesideCallers(now)
      ? this.#gapBeside(rows * this.#perRow, now)
      : this.#gap(rows, now, this.#perRow > spare);
    return this.#last + Math.max((leastGap * rows) / maxOperations, gap);
  }

  /** Somebody wants to send rows whom nobody waits before: where nobody wanted to for a while, nothing is learnt from that time. */
  arrive(rows: number, now: number): void {
    if (now - this.next(rows, now) > pauseThatCounts) this.#wasIdle = true;
  }

  /** Somebody has a turn. */
  begin(rows: number, now: number): void {
    if (this.#perRow === 0 && now - this.#last > idle) [this.#began, this.#taken] = [now, 0];
    const time = rows * this.#perRow;
    const { took } = this.#presumed(now);
    const isEarly = now - this.#last < early * time && this.#lastRefused <= took && !this.#isBesideCallers(now);
    if (isEarly) this.#opening.open(this.#isLate(took, time) ? took : now, this.#last);
    [this.#last, this.#rows] = [now, rows];
    this.#run += rows / maxOperations;
    // Instances that try in step would take from each other again and again.
    this.#luck = 0.5 + Math.random();
  }

  sent(rows: number, now: number): Sent {
    const sent = { at: now, rows };
    this.#underWay.add(sent);
    return sent;
  }

  /** A caller writes, who waits for nothing. */
  called(now: number): void {
    this.#called = now;
  }

  /** What a caller sent was refused: nothing is left. */
  refusedCaller(now: number): void {
    if (this.#perRow === 0 || this.#refusedCallers === besideCallers.tell) return;
    this.#refusedCallers += 1;
    this.#slowDown(now);
  }

  /** What was sent came to nothing of which could be learnt. */
  failed(sent: Sent): void {
    this.#underWay.delete(sent);
  }

  took(sent: Sent): void {
    const { at, rows } = sent;
    this.#underWay.delete(sent);
    [this.#taken, this.#refusedCallers] = [this.#taken + rows, 0];
    if (!this.#tells(rows)) {
      this.#singles.took(at, rows);
      return;
    }
    this.#opening.took(at);
    if (at <= this.#took) return;
    if (this.#perRow > 0) this.#learn(at, rows);
    this.#took = at;
    this.#singles.begin();
  }

  refused(sent: Sent, now: number, mostAtOnce = maxOperations): void {
    const { at, rows } = sent;
    this.#underWay.delete(sent);
    this.#answer = Math.max(now - at, this.#answer + forgetting * (now - at - this.#answer));
    this.#seen = Math.max(this.#seen, at);
    const before = this.#opening.refused(at, this.#last, this.#took);
    // What was refused before its time tells nothing: that comes as if it had not been sent.
    this.#last = before ?? this.#last;
    if (before !== undefined || at < this.#took) return;
    this.#refused = [...this.#refused, sent].map((one) => ({ at: one.at, rows: Math.min(mostAtOnce, one.rows) }));
    if (this.#perRow > 0) return;
    if (this.#began === -Infinity) this.#began = at;
    const perhaps = [...this.#underWay].reduce((sum, one) => sum + one.rows, this.#taken + rows / 2);
    this.#perRow = Math.min(slowest, (now - this.#began + presumedBurst * 1000) / perhaps);
    [this.#emptied, this.#changed] = [this.#began - presumedBurst * 1000, now];
    this.#took = Math.max(this.#took, this.#began);
    // How much callers have taken of it is not known.
    if (this.#isBesideCallers(now)) this.#slowDown(now);
  }

  /** Learns by a transaction that was taken, and sent later than all that were taken before. */
  #learn(at: number, rows: number): void {
    const before = this.#took;
    const measured = (at - this.#emptied) / this.#taken;
    const isFast = measured < changes.fast * this.#perRow;
    if (!this.#wasIdle && isFast) this.#changed = at;
    if (!this.#wasIdle && (isFast || this.#opening.has(at))) this.#perRow = Math.min(this.#perRow, measured);
    if (this.#refused.some((one) => one.at < at)) {
      this.#opening.endBefore(at);
      this.#rhythm.waited(at - before);
      const isSteady = this.#singles.rows >= fewRows.single && this.#singles.lasts((before + at) / 2, at);
      if (this.#wasIdle) this.#wasIdle = false;
      else if (!isSteady && at - before > changes.late * this.#perRow * rows) {
        // How much slower is uncertain, where it was nothing at all for a while or somebody else who took it.
        this.#perRow = Math.min(this.#perRow * changes.slower, (at - before) / rows);
        this.#changed = before;
        const isLast = !this.#refused.some((one) => one.at > at) && !this.#isBesideCallers(at);
        if (isLast) this.#opening.goOn(at);
      } else this.#perRow *= (measured / this.#perRow) ** (isSteady ? fewRows.blend : changes.blend);
      [this.#emptied, this.#taken, this.#run] = [at, 0, 0];
    }
    this.#refused = this.#refused.filter((one) => one.at > at);
  }

  #isBesideCallers(now: number): boolean {
    return now - this.#called <= besideCallers.milliseconds;
  }

  /** Leaves callers what is saved up meanwhile. */
  #slowDown(now: number): void {
    const { slower, left } = besideCallers;
    this.#perRow *= slower;
    this.#last = Math.max(this.#last, now + left * this.#perRow);
    this.#run = 0;
  }

  /** Whether it tells of what was refused, or is sent at the moment, that so many rows are taken: a single one does not. */
  #tells(rows: number): boolean {
    return this.#rows <= 2 * rows && this.#refused.every((one) => one.rows <= 2 * rows);
  }

  get #lastRefused(): number {
    return this.#refused.at(-1)?.at ?? -Infinity;
  }

  /** Whether the last that is presumed to have been taken was so after nothing was for long. */
  #isLate(took: number, time: number): boolean {
    return this.#lastRefused > this.#took && took - this.#took > changes.late * time;
  }

  /** What is presumed to have been taken, because its refusal would be known: when the last was sent, the rows of all, and those since it opened. */
  #presumed(now: number): { readonly took: number; readonly rows: number; readonly opened: number } {
    let [took, rows, opened] = [this.#took, this.#taken, 0];
    for (const sent of this.#underWay) {
      if (now - sent.at < patience * this.#answer || !this.#tells(sent.rows)) continue;
      took = Math.max(took, sent.at);
      if (sent.at > this.#emptied) rows += sent.rows;
      if (this.#opening.has(sent.at)) opened += 1;
    }
    return { took, rows, opened };
  }

  /** Milliseconds after the last turn. */
  #gap(rows: number, now: number, isBehind: boolean): number {
    const found = rows * this.#perRow;
    const time = found / (1 + hope * found);
    const presumed = this.#presumed(now);
    const { took } = presumed;
    const known = patience * this.#answer;
    const { back, behind, most, share } = tries;
    const isFew = rows <= fewRows.atMost;
    if (isBehind && !isFew && !this.#opening.isOpen) {
      // What was refused before its time counts here, or it would be sent again at once.
      const pause = this.#luck * Math.max(time / behind, betweenTries(this.#last - took));
      return Math.max(this.#seen - this.#last, 0) + Math.max(known, pause);
    }
    if (this.#lastRefused > took) {
      const due = Math.min(took + back * time, this.#emptied + back * (presumed.rows + rows) * this.#perRow);
      const short = Math.max(Math.min(most, share * time), betweenTries(this.#last - took));
      return Math.max(known, took + this.#rhythm.pause - this.#last, due - this.#last, this.#luck * short);
    }
    if (this.#opening.isOpen) return this.#opening.pause(known, presumed.opened);
    if (this.#isLate(took, time)) return this.#opening.pause(known, 1);
    const from = isFew ? fewRows.from : this.#opening.soonest;
    const test = untilTest(time, this.#last - this.#changed, this.#last - this.#seen, from);
    return test < early * time ? test : time;
  }

  #gapBeside(time: number, now: number): number {
    const { start, again, careful: many, left } = besideCallers;
    const { took } = this.#presumed(now);
    if (this.#lastRefused <= took) return start * time * Math.exp(-((this.#run / many) ** 2));
    const pause = betweenTries(this.#last - took);
    return Math.max(took + start * time - this.#last, again * time, left * this.#perRow, pause);
  }
}
