/** Keeps the first `size` of any number of items, in an order, with memory for `size` of them: a heap, its worst on top. */
export class TopK<T> {
  readonly #size: number;
  readonly #compare: (left: T, right: T) => number;
  readonly #heap: T[] = [];

  constructor(size: number, compare: (left: T, right: T) => number) {
    this.#size = size;
    this.#compare = compare;
  }

  add(item: T): void {
    const heap = this.#heap;
    const [worst] = heap;
    if (heap.length < this.#size) {
      heap.push(item);
      this.#up(heap.length - 1);
    } else if (worst !== undefined && this.#compare(item, worst) < 0) {
      heap[0] = item;
      this.#down(0);
    }
  }

  /** How many items are kept. */
  get size(): number {
    return this.#heap.length;
  }

  /** The items kept, in order. */
  sorted(): T[] {
    return [...this.#heap].sort(this.#compare);
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
