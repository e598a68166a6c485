import type { EdmValue } from '../../edm/edmValue.ts';
import type { SortKey } from '../contract/entityQuery.ts';
import { cutText } from '../keys/cutText.ts';
import type { SortOrder, SortTuple } from './sortOrder.ts';

/**
 * A place in an order: behind a tuple. Where a text of it is too long for a link the place ends with that text, cut; of the
 * entities whose tuples are cut to the same, `before` come before the place, at least one. 0 where nothing was cut.
 */
export interface SortPlace extends SortTuple {
  readonly before: number;
}

/** What a link can hold of a tuple. */
interface CutValues {
  readonly values: readonly EdmValue[];
  /** The last of the values is the beginning of a longer text, and what comes behind it in the tuple is left out. */
  readonly isCut: boolean;
}

/** UTF-16 units the texts of a place have together. */
const textLength = 256;

/** Fewest units of one of them. */
const shortest = 16;

/** Longest text of a place in an order. */
export function textShare(orderby: readonly SortKey[]): number {
  const texts = orderby.filter(
    ({ expression }) => expression.type === 'Edm.String' || expression.type === 'Edm.Binary',
  );
  return Math.max(shortest, Math.floor(textLength / Math.max(1, texts.length)));
}

/** The places of an order: which items come behind one, and the place behind an item. */
export class SortPlaces {
  readonly #order: SortOrder;
  readonly #orderby: readonly SortKey[];
  readonly #share: number;

  constructor(order: SortOrder, orderby: readonly SortKey[]) {
    this.#order = order;
    this.#orderby = orderby;
    this.#share = textShare(orderby);
  }

  /** False for tuples that come before a place; where it was cut, for those that surely do. */
  mayFollow(tuple: SortTuple, place: SortPlace): boolean {
    if (place.before === 0) return this.#order.compare(tuple, place) > 0;
    return this.#compare(this.#cut(tuple), cutOf(place)) >= 0;
  }

  /** Of items in order that may follow a place those that do. */
  behind<T extends { readonly tuple: SortTuple }>(items: readonly T[], place: SortPlace | undefined): readonly T[] {
    if (place === undefined || place.before === 0) return items;
    const same = items.findIndex(({ tuple }) => !this.#isSame(tuple, cutOf(place)));
    return items.slice(Math.min(place.before, same < 0 ? items.length : same));
  }

  /** The place behind an item of those that follow `start`. */
  placeOf(items: readonly { readonly tuple: SortTuple }[], at: number, start: SortPlace | undefined): SortPlace {
    const tuple = items[at]?.tuple ?? { id: '', values: [] };
    const cut = this.#cut(tuple);
    const { values } = cut;
    if (!cut.isCut) return { id: tuple.id, values, before: 0 };
    let first = at;
    while (first > 0 && this.#isSame(items[first - 1]?.tuple ?? tuple, cut)) first -= 1;
    const earlier = first === 0 && start !== undefined && this.#compare(cut, cutOf(start)) === 0;
    return { id: tuple.id, values, before: at - first + 1 + (earlier ? start.before : 0) };
  }

  #cut({ values }: SortTuple): CutValues {
    const texts = values.map((value) => (typeof value === 'string' ? cutText(value, this.#share) : value));
    const first = texts.findIndex((text, index) => text !== values[index]);
    return first < 0 ? { values, isCut: false } : { values: texts.slice(0, first + 1), isCut: true };
  }

  /** A text comes before the longer ones that are cut to it. */
  #compare(left: CutValues, right: CutValues): number {
    const length = Math.min(left.values.length, right.values.length);
    const order = this.#order.compareValues(left.values.slice(0, length), right.values.slice(0, length));
    if (order !== 0) return order;
    const [isLeftCut, isRightCut] = [left, right].map(({ values, isCut }) => isCut && values.length === length);
    if (isLeftCut === isRightCut) return 0;
    return isLeftCut === (this.#orderby[length - 1]?.descending ?? false) ? -1 : 1;
  }

  #isSame(tuple: SortTuple, place: CutValues): boolean {
    return this.#compare(this.#cut(tuple), place) === 0;
  }
}

function cutOf({ values, before }: SortPlace): CutValues {
  return { values, isCut: before > 0 };
}
