import type { Position, SortKey } from '../entityQuery.ts';
import { KeptRows, sizeOf } from './keptRows.ts';
import { sortOrder, type SortOrder, type SortTuple } from './sortOrder.ts';
import { type SortPlace, SortPlaces } from './sortPlace.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';
import type { Found } from './walk.ts';

interface Ranked {
  readonly item: Found;
  readonly tuple: SortTuple;
  readonly size: number;
}

/** Entities in the order of sort keys, the first of any number. */
export interface RankedEntities {
  readonly found: readonly Found[];
  /** There were more than memory allows. */
  readonly isCut: boolean;
  /** The place behind one of them. */
  readonly positionOf: (item: Found) => Position;
}

/** Ranks entities behind a place: keeps at most `size` of them, and what the memory of a request allows. */
export class Ranking {
  readonly #order: SortOrder;
  readonly #places: SortPlaces;
  readonly #size: number;
  readonly #kept = new KeptRows();
  #start: SortPlace | undefined;
  #top: TopK<Ranked>;
  #isCut = false;

  /** Throws a 400 for a position that is none of this order. */
  constructor(orderby: readonly SortKey[], size: number, after: Position | undefined) {
    this.#start = after === undefined ? undefined : fromSortPosition(after, orderby);
    this.#order = sortOrder(orderby);
    this.#places = new SortPlaces(this.#order, orderby);
    this.#size = size + (this.#start?.before ?? 0);
    this.#top = this.#empty();
  }

  add(item: Found): void {
    const tuple = this.#order.tupleOf(item.stored.entity.id, item.row);
    if (this.#start !== undefined && !this.#places.mayFollow(tuple, this.#start)) return;
    const { worst } = this.#top;
    if (worst !== undefined && (this.#isCut || this.#top.size >= this.#size)) {
      if (this.#order.compare(tuple, worst.tuple) > 0) return;
    }
    const size = sizeOf(item.stored);
    this.#kept.add(size);
    this.#top.add({ item, tuple, size });
    while (this.#top.size > this.#size || (this.#kept.isFull && this.#top.size > 1)) {
      this.#isCut ||= this.#top.size <= this.#size;
      this.#kept.add(-(this.#top.drop()?.size ?? 0));
    }
  }

  /** How many entities are kept. */
  get kept(): number {
    return this.#top.size;
  }

  /** The entities kept so far, in order; those added from now on are ranked anew, and from the beginning. */
  take(): RankedEntities {
    const start = this.#start;
    const ranked = this.#places.behind(this.#top.sorted(), start);
    const isCut = this.#isCut;
    this.#start = undefined;
    this.#isCut = false;
    this.#top = this.#empty();
    this.#kept.release();
    return {
      found: ranked.map(({ item }) => item),
      isCut,
      positionOf: (item) => {
        const at = ranked.findIndex((each) => each.item === item);
        return toSortPosition(this.#places.placeOf(ranked, at, start));
      },
    };
  }

  /** Gives back what is kept. */
  release(): void {
    this.#kept.release();
  }

  #empty(): TopK<Ranked> {
    return new TopK<Ranked>((left, right) => this.#order.compare(left.tuple, right.tuple));
  }
}
