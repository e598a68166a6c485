import type { Position, SortKey } from '../entityQuery.ts';
import { sortOrder, type SortTuple } from './sortOrder.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';
import type { Found, Step, Walk } from './walk.ts';

interface Ranked {
  readonly item: Found;
  readonly tuple: SortTuple;
}

/**
 * Sorts a walk that has the order of the first sort key by the other keys: rows of one value of `property` at a time,
 * at most `wanted` of them in memory. `rowsFrom` starts the walk, at a value of the property at the earliest.
 */
export async function* walkGrouped(
  rowsFrom: (start: SortTuple | undefined) => Walk,
  {
    property,
    orderby,
    wanted,
  }: { readonly property: string; readonly orderby: readonly SortKey[]; readonly wanted: number },
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const order = sortOrder(orderby);
  const start = after === undefined ? undefined : fromSortPosition(after, orderby);
  const compare = (left: Ranked, right: Ranked): number => order.compare(left.tuple, right.tuple);
  const positionOf = ({ stored, row }: Found): Position => toSortPosition(order.tupleOf(stored.entity.id, row));
  let group = new TopK<Ranked>(wanted + 1, compare);
  let value: unknown;
  let last: Found | undefined;

  function finish(more: boolean): Step {
    const found = group.sorted().map(({ item }) => item);
    last = found.at(-1) ?? last;
    const position = last === undefined ? after : positionOf(last);
    group = new TopK<Ranked>(wanted + 1, compare);
    return { found, more, positionOf, resume: () => Promise.resolve(more ? position : undefined) };
  }

  for await (const { found } of rowsFrom(start)) {
    for (const item of found) {
      const next = item.stored.entity[property];
      if (next !== value && value !== undefined) yield finish(true);
      value = next;
      const tuple = order.tupleOf(item.stored.entity.id, item.row);
      if (start === undefined || order.compare(tuple, start) > 0) group.add({ item, tuple });
    }
  }
  yield finish(false);
}
