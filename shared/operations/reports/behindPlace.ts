import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import { sortOrder } from '../../store/walk/sortOrder.ts';
import { fromSortPosition } from '../../store/walk/sortPosition.ts';
import { placeKey } from '../rows/placeKey.ts';

/** Which rows of a view come behind a place in an order; undefined where a row alone does not tell it. Throws a 400 for a place that is none of the order. */
export function behindPlace(
  after: Position,
  { compute, orderby }: Pick<BoundQuery, 'compute' | 'orderby'>,
  keyOf: (row: Row) => string,
  meter: Meter,
): ((row: Row) => boolean) | undefined {
  if (compute.length > 0) return undefined;
  const place = fromSortPosition(after, orderby);
  if (place.before > 0) return undefined;
  const start = { ...place, id: placeKey(place.id) };
  const { compare, tupleOf } = sortOrder(orderby, meter);
  return (row) => compare(tupleOf(placeKey(keyOf(row)), row), start) > 0;
}
