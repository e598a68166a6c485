import { ODataError } from '../../errors/odataError.ts';
import type { Position, SortKey } from '../contract/entityQuery.ts';
import { coveredOrders } from '../plan/coveredOrders.ts';
import { Ranking } from './ranking.ts';
import { tooSlow } from './tooSlow.ts';
import { entityId, type Step, type Walk, type WalkContext } from './walk.ts';

/** Rows in an order no index has. */
export interface SortedRows {
  readonly orderby: readonly SortKey[];
  /** Entities the caller passes over, and takes behind them at most. */
  readonly skip: number;
  readonly limit: number;
  /** All rows, in any order. */
  readonly rows: Walk;
}

/**
 * Reads all rows and returns the first ones in an order no index has, as many as memory allows: one step. Throws a 504 when
 * the budget is spent before, and a 400 when memory does not reach beyond what is passed over.
 */
export async function* walkSorted(
  { budget, scope, type }: WalkContext,
  { orderby, skip, limit, rows }: SortedRows,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const ranking = new Ranking(orderby, { size: skip + limit, idOf: entityId }, after, scope.meter);
  let total = 0;
  try {
    for await (const { found, more } of rows) {
      for (const item of found) {
        total += 1;
        await ranking.add(item);
      }
      if (more && budget.isSpent()) throw tooSlow(type, scope, `Narrow the filter. ${coveredOrders(type)}`);
    }
    const { found, isCut, positionOf } = await ranking.take();
    const last = found.at(-1);
    if (isCut && found.length <= skip) {
      throw new ODataError(
        'invalidQueryOption',
        `In this order $skip passes over more entities than there is memory for. ${coveredOrders(type)}`,
        { target: '$skip' },
      );
    }
    const place = (): Position | undefined => (isCut && last !== undefined ? positionOf(last) : undefined);
    yield { found, more: isCut, total, positionOf, place, resume: () => Promise.resolve(place()) };
  } finally {
    ranking.release();
  }
}
