/** Rows asked for at the first probe: where they are of two values, there are few of each. */
const firstProbe = 2;

/** Most steps that are counted: one more changes nothing. */
const mostCounted = 999_999;

/**
 * How a scan goes on where a part is left open: by steps, which cost two requests for each value, or by rows, where there
 * are fewer of a value than a step may look at. A step that returns nothing may look at two rows and does with one; what is
 * saved is spent, whenever the steps have doubled, on a probe that is large enough to tell.
 */
export class StepPace {
  #steps: number;
  #byRows: boolean;

  /** `carried` is what a place says of the walk before it; see `text`. */
  constructor(carried = '0') {
    this.#byRows = carried === 'rows';
    this.#steps = this.#byRows ? 0 : Number(carried);
  }

  /** True where rows are walked. */
  get byRows(): boolean {
    return this.#byRows;
  }

  /** Rows the next probe asks for. */
  get probe(): number {
    if (this.#steps === 0) return firstProbe;
    const isDoubled = this.#steps >= 4 && (this.#steps & (this.#steps - 1)) === 0;
    return isDoubled ? Math.min(this.#steps / 2, 512) : 1;
  }

  /** Counts a probe; where its rows are of several values, rows are walked from now on. */
  stepped(isOfSeveral: boolean): void {
    this.#steps = Math.min(this.#steps + 1, mostCounted);
    this.#byRows ||= isOfSeveral;
  }

  /** A walk by rows found nothing. */
  foundNothing(): void {
    this.#byRows = false;
    this.#steps = 0;
  }

  /** What a place carries of it. */
  get text(): string {
    return this.#byRows ? 'rows' : String(this.#steps);
  }
}

/** True for what `text` gives. */
export function isPaceText(text: string): boolean {
  return text === 'rows' || /^(?:0|[1-9]\d{0,5})$/.test(text);
}
