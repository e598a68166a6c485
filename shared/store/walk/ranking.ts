import type { Meter } from '../../expression/cost/meter.ts';
import type { Position, SortKey } from '../contract/entityQuery.ts';
import type { KeptRows } from '../../expression/cost/keptRows.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import { sortInTurns } from '../../expression/cost/sortInTurns.ts';
import { sortOrder, type SortOrder, type SortTuple } from './sortOrder.ts';
import { type SortPlace, SortPlaces } from './sortPlace.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';
import type { Found } from './walk.ts';

/** Units finding the place of an entity among those that are kept costs. */
const unitsOfPlace = 20;

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
  readonly #kept: KeptRows;
  readonly #meter: Meter;
  #start: SortPlace | undefined;
  #top: TopK<Ranked>;
  #isCut = false;

  /** Throws a 400 for a position that is none of this order. */
  constructor(orderby: readonly SortKey[], size: number, after: Position | undefined, meter: Meter) {
    this.#start = after === undefined ? undefined : fromSortPosition(after, orderby);
    this.#meter = meter;
    this.#kept = meter.keepRows();
    this.#order = sortOrder(orderby, meter);
    this.#places = new SortPlaces(this.#order, orderby);
    this.#size = size + (this.#start?.before ?? 0);
    this.#top = this.#empty();
  }

  async add(item: Found): Promise<void> {
    this.#meter.charge(unitsOfPlace);
    const ranked = this.#meter.run(({ stored, row }) => this.#order.tupleOf(stored.entity.id, row), item);
    const tuple = ranked instanceof Promise ? await ranked : ranked;
    if (this.#start !== undefined && !this.#places.mayFollow(tuple, this.#start)) return;
    const { worst } = this.#top;
    if (worst !== undefined && (this.#isCut || this.#top.size >= this.#size)) {
      if (this.#order.compare(tuple, worst.tuple) > 0) return;
    }
    const size = rowCharacters(item.row) + this.#order.madeCharacters(tuple);
    while (!this.#kept.hasRoomFor(size) && this.#top.worst !== undefined) {
      this.#isCut = true;
      if (this.#order.compare(tuple, this.#top.worst.tuple) > 0) return;
      this.#drop();
    }
    this.#kept.keep(size);
    this.#top.add({ item, tuple, size });
    if (this.#top.size > this.#size) this.#drop();
  }

  /** How many entities are kept. */
  get kept(): number {
    return this.#top.size;
  }

  /** The entities kept so far, in order; those added from now on are ranked anew, and from the beginning. */
  async take(): Promise<RankedEntities> {
    const start = this.#start;
    const ranked = this.#places.behind(await this.#sorted(), start);
    const isCut = this.#isCut;
    this.#start = undefined;
    this.#isCut = false;
    this.#top = this.#empty();
    this.#kept.end();
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
    this.#kept.end();
  }

  #drop(): void {
    const dropped = this.#top.drop();
    if (dropped !== undefined) this.#kept.drop(dropped.size);
  }

  async #sorted(): Promise<readonly Ranked[]> {
    return await sortInTurns(this.#meter, this.#top.items, (left, right) =>
      this.#order.compare(left.tuple, right.tuple),
    );
  }

  #empty(): TopK<Ranked> {
    return new TopK<Ranked>((left, right) => this.#order.compare(left.tuple, right.tuple));
  }
}
