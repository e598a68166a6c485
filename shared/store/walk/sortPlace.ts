import type { EdmValue } from '../../edm/edmValue.ts';
import type { SortKey } from '../contract/entityQuery.ts';
import type { SortOrder, SortTuple } from './sortOrder.ts';

/**
 * A place in an order: behind a tuple. Texts that are too long for a link are cut; of the entities whose tuples are cut to
 * the same, `before` come before the place.
 */
export interface SortPlace extends SortTuple {
  readonly before: number;
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

/** Cuts without changing which of two texts comes first: half a surrogate pair becomes what sorts in its place. */
function cut(value: EdmValue, share: number): EdmValue {
  if (typeof value !== 'string' || value.length <= share) return value;
  const head = value.slice(0, share);
  return head.isWellFormed() ? head : `${head.slice(0, -1)}\ud7ff`;
}

/** The places of an order: which items come behind one, and the place behind an item. */
export class SortPlaces {
  readonly #order: SortOrder;
  readonly #share: number;

  constructor(order: SortOrder, orderby: readonly SortKey[]) {
    this.#order = order;
    this.#share = textShare(orderby);
  }

  /** False for tuples that come before a place; where it was cut, for those that surely do. */
  mayFollow(tuple: SortTuple, place: SortPlace): boolean {
    if (place.before === 0) return this.#order.compare(tuple, place) > 0;
    return this.#order.compareValues(this.#cut(tuple), place.values) >= 0;
  }

  /** Of items in order that may follow a place those that do. */
  behind<T extends { readonly tuple: SortTuple }>(items: readonly T[], place: SortPlace | undefined): readonly T[] {
    if (place === undefined || place.before === 0) return items;
    const same = items.findIndex(({ tuple }) => !this.#isSame(tuple, place.values));
    return items.slice(Math.min(place.before, same < 0 ? items.length : same));
  }

  /** The place behind an item of those that follow `start`. */
  placeOf(items: readonly { readonly tuple: SortTuple }[], at: number, start: SortPlace | undefined): SortPlace {
    const tuple = items[at]?.tuple ?? { id: '', values: [] };
    const values = this.#cut(tuple);
    if (values.every((value, index) => value === tuple.values[index])) return { id: tuple.id, values, before: 0 };
    let first = at;
    while (first > 0 && this.#isSame(items[first - 1]?.tuple ?? tuple, values)) first -= 1;
    const earlier = first === 0 && start !== undefined && this.#order.compareValues(values, start.values) === 0;
    return { id: tuple.id, values, before: at - first + 1 + (earlier ? start.before : 0) };
  }

  #cut({ values }: SortTuple): readonly EdmValue[] {
    return values.map((value) => cut(value, this.#share));
  }

  #isSame(tuple: SortTuple, values: readonly EdmValue[]): boolean {
    return this.#order.compareValues(this.#cut(tuple), values) === 0;
  }
}
