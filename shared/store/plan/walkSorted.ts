import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { KeyRange } from '../keyRange.ts';
import type { StorageScope } from '../store.ts';
import type { Position, SortKey } from '../entityQuery.ts';
import { sortOrder, type SortTuple } from './sortOrder.ts';
import { fromSortPosition, toSortPosition } from './sortPosition.ts';
import { TopK } from './topK.ts';
import type { Found, Step, WalkContext } from './walk.ts';
import { walkForward } from './walkForward.ts';

/** How long before the deadline a request stops reading, in milliseconds: the answer has to be written too. */
const margin = 2000;
/** Most entities that are kept to be sorted. */
const maxKept = 50_000;

/** True when a request should end with what it has. */
export function isLate({ deadline, signal }: StorageScope): boolean {
  return signal.aborted || Date.now() > deadline - margin;
}

/** The 504 for a query that has to see everything and had not the time; never a partial answer. */
export function tooSlow(type: EntityType): ODataError {
  return new ODataError(
    'gatewayTimeout',
    'The query has to read more entities than it has time for. Order and filter by an indexed property, or narrow the ' +
      `filter; the indexed properties of '${type.name}' are id, ${type.indexes.join(', ')}.`,
    { headers: { 'Retry-After': '30' } },
  );
}

/** An entity with what it is sorted by. */
interface Ranked {
  readonly item: Found;
  readonly tuple: SortTuple;
}

/** Reads all rows of a range and returns the first ones in an order no index has: one step, bounded memory. */
export async function* walkSorted(
  context: WalkContext,
  {
    range,
    orderby,
    wanted,
  }: { readonly range: KeyRange; readonly orderby: readonly SortKey[]; readonly wanted: number },
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  if (wanted > maxKept) {
    throw new ODataError(
      'invalidQueryOption',
      `In an order that no index has, $skip may pass over at most ${maxKept - 1000} entities; follow the nextLink instead.`,
      { target: '$skip' },
    );
  }
  const order = sortOrder(orderby);
  const start = after === undefined ? undefined : fromSortPosition(after, orderby);
  const top = new TopK<Ranked>(wanted + 1, (left, right) => order.compare(left.tuple, right.tuple));
  for await (const { found, more } of walkForward(context, range)) {
    for (const item of found) {
      const tuple = order.tupleOf(item.stored.entity.id, item.row);
      if (start === undefined || order.compare(tuple, start) > 0) top.add({ item, tuple });
    }
    if (more && isLate(context.scope)) throw tooSlow(context.type);
  }
  yield {
    found: top.sorted().map(({ item }) => item),
    more: false,
    positionOf: ({ stored, row }) => toSortPosition(order.tupleOf(stored.entity.id, row)),
    resume: () => Promise.resolve(undefined),
  };
}
