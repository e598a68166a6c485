/** What follows one that was taken early, in the time in which a refusal is known: the next, and so many for each that was taken. */
const [next, more] = [3, 6];

/**
 * Shares of its time after which one is sent early, one after the other as each is refused: a partition that saves up little more than a
 * transaction has none for the same share each time, however much faster it is than was found.
 */
const shares = [0.25, 0.5, 0.75];

/**
 * What is sent before its time, to find out whether a rate has risen: one, which tells nothing but that it has not if it is
 * refused; if it is taken others follow, ever faster, until one is refused.
 */
export class Opening {
  /** When the first was sent of which no refusal is known, the last before it, and how many were taken since. */
  #first: number | undefined;
  #before = -Infinity;
  #taken = 0;
  /** How many were refused before another was sent. */
  #missed = 0;

  /** The share of its time after which one is sent next at the earliest. */
  get soonest(): number {
    return shares[this.#missed % shares.length] ?? 1;
  }

  get isOpen(): boolean {
    return this.#first !== undefined;
  }

  /** Whether something was sent since it opened. */
  has(at: number): boolean {
    return this.#first !== undefined && at >= this.#first;
  }

  /** The first is that of a time, and the last before it of another. */
  open(first: number, before: number): void {
    if (this.#first === undefined) [this.#first, this.#before, this.#taken] = [first, before, 0];
  }

  /** Something was taken after nothing was for long, as if it had been before its time. */
  goOn(at: number): void {
    if (this.#first === undefined) [this.#first, this.#taken] = [at, 1];
  }

  /** One that was sent at a time was taken. */
  took(at: number): void {
    if (this.has(at)) this.#taken += 1;
  }

  /** One was refused. When the last before the first was sent, if it is the first and nothing was sent or taken since. */
  refused(at: number, last: number, took: number): number | undefined {
    if (this.#first === undefined || at < this.#first) return undefined;
    const isAlone = last === this.#first && took < this.#first;
    this.#first = undefined;
    this.#missed += Number(isAlone);
    return isAlone ? this.#before : undefined;
  }

  /** Others were taken after refusals meanwhile: what was sent before tells nothing more. */
  endBefore(at: number): void {
    if (this.#first !== undefined && this.#first < at) this.#first = undefined;
  }

  /** Milliseconds until the next, where a refusal is known in so many, and so many more than are known are presumed to have been taken. */
  pause(known: number, presumed: number): number {
    const taken = (this.isOpen ? this.#taken : 0) + presumed;
    return known / (taken > 1 ? more * taken : taken === 1 ? next : 1);
  }
}
