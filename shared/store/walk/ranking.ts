import type { Meter } from '../../expression/cost/meter.ts';
import type { Position, SortKey } from '../contract/entityQuery.ts';
import type { KeptRows } from '../../expression/cost/keptRows.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import { sortInTurns } from '../../expression/cost/sortInTurns.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { sortOrder, type SortOrder, type SortTuple } from './sortOrder.ts';
import { type SortPlace, SortPlaces } from './sortPlace.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';

/** Units finding the place of a row among those that are kept costs, and of how many rows they are charged at once. */
const [unitsOfPlace, rowsAtOnce] = [20, 64];

/** Texts of up to so many characters are charged with those of other rows, as long as these are no more units together. */
const [shortText, unitsAtOnce] = [256, 131_072];

/** What is ranked: the row that the sort keys are evaluated over, and what it belongs to. */
interface Rankable {
  readonly row: Row;
}

interface Ranked<T> {
  readonly item: T;
  readonly tuple: SortTuple;
  readonly size: number;
}

/** Items in the order of sort keys, the first of any number. */
export interface RankedItems<T> {
  readonly found: readonly T[];
  /** There were more than memory allows. */
  readonly isCut: boolean;
  /** The place behind one of them. */
  readonly positionOf: (item: T) => Position;
}

/** How the rows of a ranking are told apart, and how many of them are kept. */
interface RankingOf<T> {
  /** What items that are equal in the order come by. */
  readonly idOf: (item: T) => string;
  readonly size: number;
}

/** Ranks rows behind a place: keeps at most `size` of them, and what the memory of a request allows. */
export class Ranking<T extends Rankable> {
  readonly #order: SortOrder;
  readonly #places: SortPlaces;
  readonly #size: number;
  readonly #kept: KeptRows;
  readonly #meter: Meter;
  readonly #idOf: (item: T) => string;
  #start: SortPlace | undefined;
  #top: TopK<Ranked<T>>;
  #isCut = false;
  /** Rows whose places are charged already. */
  #charged = 0;
  /** Units of short texts that are not charged yet. */
  #owed = 0;

  /** Throws a 400 for a position that is none of this order. */
  constructor(orderby: readonly SortKey[], { size, idOf }: RankingOf<T>, after: Position | undefined, meter: Meter) {
    this.#start = after === undefined ? undefined : fromSortPosition(after, orderby);
    this.#meter = meter;
    this.#idOf = idOf;
    this.#kept = meter.keepRows();
    this.#order = sortOrder(orderby, meter);
    this.#places = new SortPlaces(this.#order, orderby);
    this.#size = size + (this.#start?.before ?? 0);
    this.#top = this.#empty();
  }

  async add(item: T): Promise<void> {
    if (this.#charged === 0) {
      await this.#pay(rowsAtOnce * unitsOfPlace);
      this.#charged = rowsAtOnce;
    }
    this.#charged -= 1;
    const ranked = this.#meter.run((each: T) => this.#order.tupleOf(this.#idOf(each), each.row), item);
    const tuple = ranked instanceof Promise ? await ranked : ranked;
    const length = this.#order.textCharacters(tuple);
    // It is compared with a few of those that are kept, the more the more there are.
    for (let left = this.#top.size; length > 0 && left > 0; left >>= 1) {
      if (length > shortText) await this.#pay(length);
      else this.#owed += length;
    }
    if (this.#owed > unitsAtOnce) await this.#pay(0);
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

  /** How many items are kept. */
  get kept(): number {
    return this.#top.size;
  }

  /** Charges units with those that are owed, and looks at the clock where it is worth it. */
  async #pay(units: number): Promise<void> {
    const all = units + this.#owed;
    this.#owed = 0;
    this.#meter.charge(all);
    const pause = this.#meter.pauseIfDue();
    if (pause !== undefined) await pause;
  }

  /** The items kept so far, in order; those added from now on are ranked anew, and from the beginning. */
  async take(): Promise<RankedItems<T>> {
    const start = this.#start;
    await this.#pay(0);
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

  async #sorted(): Promise<readonly Ranked<T>[]> {
    const { items } = this.#top;
    const characters = items.reduce((sum, { tuple }) => sum + this.#order.textCharacters(tuple), 0);
    return await sortInTurns(
      this.#meter,
      items,
      (left, right) => this.#order.compare(left.tuple, right.tuple),
      1 + Math.ceil(characters / Math.max(1, items.length)),
    );
  }

  #empty(): TopK<Ranked<T>> {
    return new TopK<Ranked<T>>((left, right) => this.#order.compare(left.tuple, right.tuple));
  }
}
