interface Entry {
  readonly part: object;
  readonly value: unknown;
}

/**
 * What an evaluation that was broken off has found out, so that the next try need not do it again. Every try comes to the
 * same parts in the same order. When a part is finished, what was remembered of the parts within it is forgotten.
 */
export class Replay {
  readonly #entries: Entry[] = [];
  #at = 0;
  #hasAdvanced = false;

  /** Begins another try. */
  begin(): void {
    this.#at = 0;
    this.#hasAdvanced = false;
  }

  /** True when this try has finished a part that none before it had. */
  get hasAdvanced(): boolean {
    return this.#hasAdvanced;
  }

  /** The value of a part: the one it had, or what `work` finds. */
  remember<T>(part: object, work: () => T): T {
    const at = this.#at;
    const known = this.#entries[at];
    if (known?.part === part) {
      this.#at += 1;
      return known.value as T;
    }
    const value = work();
    this.#entries.splice(at, Infinity, { part, value });
    this.#at = at + 1;
    this.#hasAdvanced = true;
    return value;
  }
}
