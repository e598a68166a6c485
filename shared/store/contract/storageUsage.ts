/**
 * What a request has used of the storage so far: written by the store, read by log and telemetry. The parts of a batch have
 * each their own, and that of the batch, whose time goes on while one of them waits.
 */
export class StorageUsage {
  /** Requests that were sent, retries included. */
  requests = 0;
  retries = 0;
  /** Rows that storage walked for ranges, or at least returned. */
  walked = 0;
  /** Rows that were read by their keys. */
  found = 0;
  /** Entities that were deleted. */
  deleted?: number;
  /** Whether storage throttled a reading side by side. */
  throttled?: true;
  readonly #now: () => number;
  readonly #whole: StorageUsage | undefined;
  #isTold = false;
  #underWay = 0;
  #since = 0;
  #waited = 0;

  /** @param whole of the batch it is a part of */
  constructor(now: () => number, whole?: StorageUsage) {
    this.#now = now;
    this.#whole = whole;
  }

  /** Whether it has been told: nothing is sent from then on, because nobody would hear of it. */
  get isTold(): boolean {
    return this.#isTold;
  }

  /** It is told now. */
  tell(): void {
    this.#isTold = true;
  }

  /** A request is sent. */
  begin(): void {
    this.requests += 1;
    this.#beginTime();
  }

  /** A request was answered, or is waited for no longer. */
  end(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#waited += this.#now() - this.#since;
    this.#whole?.end();
  }

  /** Milliseconds in which at least one request was under way: never more than have passed. */
  get milliseconds(): number {
    return this.#underWay === 0 ? this.#waited : this.#waited + this.#now() - this.#since;
  }

  /** Adds what a part used, but for its time, which is counted already. */
  add({ requests, retries, walked, found, deleted }: StorageUsage): void {
    this.requests += requests;
    this.retries += retries;
    this.walked += walked;
    this.found += found;
    if (deleted !== undefined) this.deleted = (this.deleted ?? 0) + deleted;
  }

  #beginTime(): void {
    if (this.#underWay === 0) this.#since = this.#now();
    this.#underWay += 1;
    if (this.#whole !== undefined) this.#whole.#beginTime();
  }
}
