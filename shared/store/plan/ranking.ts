import type { Position, SortKey } from '../entityQuery.ts';
import { sortOrder, type SortOrder, type SortTuple } from './sortOrder.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';
import type { Found } from './walk.ts';

interface Ranked {
  readonly item: Found;
  readonly tuple: SortTuple;
}

/** The first entities of any number in the order of sort keys, behind a place, with memory for `size` of them. */
export class Ranking {
  /** The place the entities come behind; undefined for the beginning. */
  readonly start: SortTuple | undefined;
  readonly #order: SortOrder;
  readonly #size: number;
  #top: TopK<Ranked>;

  /** Throws a 400 for a position that is none of this order. */
  constructor(orderby: readonly SortKey[], size: number, after: Position | undefined) {
    this.start = after === undefined ? undefined : fromSortPosition(after, orderby);
    this.#order = sortOrder(orderby);
    this.#size = size;
    this.#top = this.#empty();
  }

  add(item: Found): void {
    const tuple = this.#tupleOf(item);
    if (this.start === undefined || this.#order.compare(tuple, this.start) > 0) this.#top.add({ item, tuple });
  }

  /** How many entities are kept. */
  get kept(): number {
    return this.#top.size;
  }

  /** The entities kept so far, in order; those added from now on are ranked anew. */
  take(): Found[] {
    const found = this.#top.sorted().map(({ item }) => item);
    this.#top = this.#empty();
    return found;
  }

  /** The place behind an entity. */
  readonly positionOf = (item: Found): Position => toSortPosition(this.#tupleOf(item));

  #tupleOf({ stored, row }: Found): SortTuple {
    return this.#order.tupleOf(stored.entity.id, row);
  }

  #empty(): TopK<Ranked> {
    return new TopK<Ranked>(this.#size, (left, right) => this.#order.compare(left.tuple, right.tuple));
  }
}
