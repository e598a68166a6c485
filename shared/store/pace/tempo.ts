import { maxOperations } from '../rows/rows.ts';

/** A transaction that is under way. */
export interface Sent {
  readonly at: number;
  readonly rows: number;
}

/** Transactions under way at first, one more for each that was taken, and at most. */
const [fewTurns, mostTurns] = [10, 16];

/** Seconds of rows that a partition is presumed to have saved up before it first refuses. */
const presumedBurst = 0.25;

/** Milliseconds between two transactions at least. */
const leastGap = 5;

/** A refusal is presumed to be known after so many times what the slowest of late took; and how fast that is forgotten. */
const [patience, forgetting] = [1.5, 0.1];

/** Transactions a second by which more is hoped for than was found: of two instances, who has less gains more by it. */
const hope = 0.0003;

/**
 * While storage refuses: a try after so much of the time of a transaction, at most so many milliseconds, or later the longer it
 * lasts, up to `longest`, because it may be that another instance is served; and after so many milliseconds seldom.
 */
const tries = { share: 0.45, most: 42, lasting: 0.2, longest: 70, outage: 5000, seldom: 0.1 };

/**
 * Where storage took nothing twice for about as long, at least so many milliseconds, it counts by such times: it is tried again
 * after so much of the shorter one, if that is so much of the longer.
 */
const rhythm = { least: 300, after: 0.8, alike: 0.8 };

/** The share of the time since the rate changed in which nobody has to look whether it is that of before again. */
const [look, boldness] = [0.25, 0.2];

/** After how many transactions without a refusal the gaps are a third: the fewest soon after a change, and the most. */
const [bold, careful] = [1.8, 5];

/** A transaction in less than this share of its time tells another rate, and in more than so many times; what is believed of either. */
const changes = { fast: 0.6, late: 3, slower: 1.5, blend: 0.25 };

/**
 * How rows are written beside callers, of whom the next refusal may be: in times of what they take, after how many again faster,
 * how many rows are left to callers after a refusal, because few rows at a time would else leave none, and how much slower a row
 * is held to be when a caller was refused; of so many of them one after the other, because they may come by hundreds.
 */
const besideCallers = { start: 1.4, again: 0.6, careful: 25, left: 20, slower: 1.25, tell: 6, milliseconds: 15_000 };

/** Milliseconds in which nobody wanted to write, and a partition saved up more than can be neglected; and after which all is unknown. */
const [pauseThatCounts, idle] = [20, 1000];

/**
 * When a partition takes rows, as far as can be told by what it took and refused. The time of a row is measured between two
 * transactions each of which was taken after a refusal, so that nothing was left behind either. The next is sent when that time
 * is over, each further one that is not refused sooner, so that what a partition takes more is found; after a refusal again and
 * again at short intervals. How soon is measured by the time since the rate last changed: where it changes often, often, so
 * that what is missed is a share of what there was, however long the turns are; where it is steady, seldom.
 */
export class Tempo {
  /** Milliseconds of a row; 0 while nothing was refused. */
  #perRow = 0;
  /** When the last but known transaction was sent of which nothing was left behind, and the rows taken since. */
  #emptied = 0;
  #taken = 0;
  /** When the last that was taken was sent; those that were refused since then; those that are under way. */
  #took = -Infinity;
  #refused: Sent[] = [];
  readonly #underWay = new Set<Sent>();
  /** Milliseconds in which refusals are known. */
  #answer = 0;
  /** When the first turn was, the last, and how many transactions of rows since nothing was left. */
  #began = -Infinity;
  #last = -Infinity;
  #run = 0;
  /** When the rate last changed, and when a caller last wrote. */
  #changed = -Infinity;
  #called = -Infinity;
  #wasIdle = false;
  #luck = 1;
  #turns = fewTurns;
  /** Milliseconds in which nothing was taken, lately and before; and callers of whose refusals was learnt since something was. */
  #waits: readonly [number, number] = [0, 0];
  #refusedCallers = 0;

  /** Transactions that may be under way. */
  get turns(): number {
    return this.#turns;
  }

  /** When so many rows may be sent, as it seems at a time. */
  next(rows: number, now: number): number {
    if (this.#perRow === 0) return now;
    const time = rows * this.#perRow;
    const gap = this.#isBesideCallers(now) ? this.#gapBeside(time, now) : this.#gap(time, rows, now);
    return this.#last + Math.max((leastGap * rows) / maxOperations, gap);
  }

  /** Somebody wants to send rows whom nobody waits before: where nobody wanted to for a while, nothing is learnt from that time. */
  arrive(rows: number, now: number): void {
    if (now - this.next(rows, now) > pauseThatCounts) this.#wasIdle = true;
  }

  /** Somebody has a turn. */
  begin(rows: number, now: number): void {
    if (this.#perRow === 0 && now - this.#last > idle) [this.#began, this.#taken] = [now, 0];
    this.#last = now;
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

  /** What a caller has sent was refused: nothing is left at a time. */
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
    this.#turns = Math.min(mostTurns, this.#turns + 1);
    if (at <= this.#took || !this.#tells(rows)) return;
    if (this.#perRow > 0) this.#learn(at, rows);
    this.#took = at;
  }

  refused(sent: Sent, now: number): void {
    const { at, rows } = sent;
    this.#underWay.delete(sent);
    this.#answer = Math.max(now - at, this.#answer + forgetting * (now - at - this.#answer));
    if (at < this.#took) return;
    this.#refused.push(sent);
    if (this.#perRow > 0) return;
    if (this.#began === -Infinity) this.#began = at;
    const perhaps = [...this.#underWay].reduce((sum, one) => sum + one.rows, this.#taken + rows / 2);
    this.#perRow = (now - this.#began + presumedBurst * 1000) / perhaps;
    [this.#emptied, this.#changed, this.#turns] = [this.#began - presumedBurst * 1000, now, mostTurns];
    this.#took = Math.max(this.#took, this.#began);
    // How much callers have taken of it is not known.
    if (this.#isBesideCallers(now)) this.#slowDown(now);
  }

  /** Learns by a transaction that was taken, and sent later than all that were taken before. */
  #learn(at: number, rows: number): void {
    const before = this.#took;
    const measured = (at - this.#emptied) / this.#taken;
    if (!this.#wasIdle && measured < changes.fast * this.#perRow) [this.#perRow, this.#changed] = [measured, at];
    if (this.#refused.some((one) => one.at < at)) {
      this.#waits = [at - before, this.#waits[0]];
      if (this.#wasIdle) this.#wasIdle = false;
      else if (at - before > changes.late * this.#perRow * rows) {
        // How much slower is uncertain, where it was nothing at all for a while or somebody else who took it.
        this.#perRow = Math.min(this.#perRow * changes.slower, (at - before) / rows);
        this.#changed = before;
      } else this.#perRow = this.#perRow ** (1 - changes.blend) * measured ** changes.blend;
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

  /** Whether it tells of what was refused that so many rows are taken: a single one does not. */
  #tells(rows: number): boolean {
    return this.#refused.every((one) => one.rows <= 2 * rows);
  }

  get #lastRefused(): number {
    return this.#refused.at(-1)?.at ?? -Infinity;
  }

  /** What is presumed to have been taken, because its refusal would be known: when the last was sent, and the rows of all. */
  #presumed(now: number): { readonly took: number; readonly rows: number } {
    let [took, rows] = [this.#took, this.#taken];
    for (const sent of this.#underWay) {
      if (now - sent.at < patience * this.#answer || !this.#tells(sent.rows)) continue;
      took = Math.max(took, sent.at);
      if (sent.at > this.#emptied) rows += sent.rows;
    }
    return { took, rows };
  }

  /** Milliseconds after the last turn, where `time` is that of the rows. */
  #gap(time: number, rows: number, now: number): number {
    const presumed = this.#presumed(now);
    const { took } = presumed;
    const hoped = time / (1 + hope * time);
    const sinceChange = this.#last - this.#changed;
    if (this.#lastRefused > took) {
      const left =
        Math.min(took + 1.1 * hoped, this.#emptied + (1.1 * (presumed.rows + rows) * hoped) / rows) - this.#last;
      const short = Math.max(Math.min(tries.most, tries.share * time), this.#patience(took));
      const soon = Math.min(look * sinceChange, Math.max(left, this.#luck * short));
      return Math.max(patience * this.#answer, took + this.#rhythm() - this.#last, soon);
    }
    const many = Math.min(careful, Math.max(bold, (boldness * sinceChange) / (maxOperations * this.#perRow)));
    return Math.min(look * sinceChange, hoped * Math.exp(-((this.#run / many) ** 2)));
  }

  /** Milliseconds after a transaction was taken in which none will be; 0 where that cannot be told. */
  #rhythm(): number {
    const [shorter, longer] = [Math.min(...this.#waits), Math.max(...this.#waits)];
    return shorter >= rhythm.least && shorter >= rhythm.alike * longer ? rhythm.after * shorter : 0;
  }

  #gapBeside(time: number, now: number): number {
    const { start, again, careful: many, left } = besideCallers;
    const { took } = this.#presumed(now);
    if (this.#lastRefused <= took) return start * time * Math.exp(-((this.#run / many) ** 2));
    return Math.max(took + start * time - this.#last, again * time, left * this.#perRow, this.#patience(took));
  }

  /** Milliseconds between tries, by the time that nothing was taken. */
  #patience(took: number): number {
    const lasting = this.#last - took;
    const longest = Math.max(tries.longest, tries.seldom * (lasting - tries.outage));
    return Math.min(longest, tries.lasting * lasting);
  }
}
