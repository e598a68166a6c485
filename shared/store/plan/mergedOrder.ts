import type { MergedScans } from './mergedScans.ts';

/** Behind the last unit a row key can hold. */
export const endOfRows = '\uffff';

/**
 * A place among rows that are merged over values: behind the row of the value at `index` whose row key goes on with `rest`. The index may
 * be -1, or one more than that of the last value: before, and behind, those of all values.
 */
export interface MergedPlace {
  readonly rest: string;
  readonly index: number;
  /** The row itself is not passed. */
  readonly isBefore?: boolean;
}

/** A value as keys have it, in the order of the values. */
const numberOf = (index: number): string => `${String(index + 1).padStart(2, '0')}!`;

/** Comes before whatever row keys go on with. */
const blank = ' ';

/**
 * The order of rows that are merged over values, as that of texts: a key is the head of what follows the value in the row key, the
 * number of the value, and the rest.
 */
export class MergedOrder {
  readonly #before: number | undefined;

  constructor({ before }: MergedScans) {
    this.#before = before;
  }

  /** The parts that come before the values; undefined where all do, and for what ends before it has them. */
  #headOf(rest: string): string | undefined {
    if (this.#before === undefined) return undefined;
    let length = 0;
    for (let part = 0; part < this.#before; part += 1) {
      const mark = rest.indexOf('!', length);
      if (mark < 0) return undefined;
      length = mark + 1;
    }
    return rest.slice(0, length);
  }

  /** By which a place comes. */
  keyOf({ rest, index }: MergedPlace): string {
    if (rest === endOfRows) return rest;
    const head = this.#headOf(rest);
    if (head !== undefined) return head + numberOf(index) + rest.slice(head.length);
    return this.#before === undefined ? rest + blank + numberOf(index) : rest;
  }

  /** What the keys begin with of rows whose row keys go on alike; those of one value, if that comes before what they differ in. */
  runOf(beginning: string, index: number): string {
    const head = this.#headOf(beginning);
    return head === undefined || head === beginning ? beginning : this.keyOf({ rest: beginning, index });
  }

  /** The place before the first row of a run; undefined for what is none. */
  placeOf(run: string): MergedPlace | undefined {
    const head = this.#headOf(run);
    if (head === undefined || head === run) return { rest: run, index: -1 };
    const [number, index] = /^(\d\d)!/.exec(run.slice(head.length)) ?? [];
    if (number === undefined) return undefined;
    return { rest: head + run.slice(head.length + number.length), index: Number(index) - 1, isBefore: true };
  }

  /** What the row keys of the value at an index go on with behind a place, and whether behind such a row only. */
  startBehind(place: MergedPlace, index: number): { readonly rest: string; readonly exclusive: boolean } {
    const { rest, isBefore = false } = place;
    if (index === place.index) return { rest, exclusive: !isBefore };
    const head = this.#headOf(rest);
    if (head === undefined) return { rest, exclusive: index < place.index };
    if (index > place.index) return { rest: head, exclusive: false };
    return { rest: head === '' ? endOfRows : `${head.slice(0, -1)}"`, exclusive: false };
  }
}
