/** Keeps items of which the last in an order is dropped when there are too many: a heap, its worst on top. */
export class TopK<T> {
  readonly #compare: (left: T, right: T) => number;
  readonly #heap: T[] = [];

  constructor(compare: (left: T, right: T) => number) {
    this.#compare = compare;
  }

  add(item: T): void {
    this.#heap.push(item);
    this.#up(this.#heap.length - 1);
  }

  /** The item that comes last. */
  get worst(): T | undefined {
    return this.#heap[0];
  }

  /** Drops the item that comes last. */
  drop(): T | undefined {
    const heap = this.#heap;
    const [worst] = heap;
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) {
      heap[0] = last;
      this.#down(0);
    }
    return worst;
  }

  /** How many items are kept. */
  get size(): number {
    return this.#heap.length;
  }

  /** The items kept, in no order. */
  get items(): readonly T[] {
    return this.#heap;
  }

  #isWorse(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left], this.#heap[right]];
    return a !== undefined && b !== undefined && this.#compare(a, b) > 0;
  }

  #swap(left: number, right: number): void {
    const [a, b] = [this.#heap[left], this.#heap[right]];
    if (a === undefined || b === undefined) return;
    this.#heap[left] = b;
    this.#heap[right] = a;
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(from: number): void {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      const child = this.#isWorse(left + 1, left) ? left + 1 : left;
      if (!this.#isWorse(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }
}
