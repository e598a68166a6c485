import { ODataError } from '../../errors/odataError.ts';
import type { Position, SortKey } from '../contract/entityQuery.ts';
import type { PlannedScan } from '../plan/choosePlan.ts';
import { coveredOrders } from '../plan/coveredOrders.ts';
import { storageFilter } from '../plan/storageFilter.ts';
import { PageSizes } from '../plan/pageSizes.ts';
import { Ranking } from './ranking.ts';
import { tooSlow } from './tooSlow.ts';
import { entityId, type Step, type Walk, type WalkContext } from './walk.ts';
import { walkScan } from './walkScan.ts';

/** Rows in an order no index has. */
export interface SortedRows {
  readonly orderby: readonly SortKey[];
  /** Entities the caller passes over, and takes behind them at most. */
  readonly skip: number;
  readonly limit: number;
  /** All rows, in any order. */
  readonly rows: Walk;
  /** The main rows they are among, where the order is that of ids. */
  readonly byId?: PlannedScan | undefined;
}

/** Most rows that are sorted by id; more are looked for among the main rows, which stand in that order. */
const mostById = 5_000;

/** Ends the sorting of rows that are too many. */
class TooMany extends Error {}

/** The rows, as long as they are few and there is time to go on. */
async function* few(rows: Walk, budget: WalkContext['budget']): Walk {
  let count = 0;
  for await (const step of rows) {
    count += Array.from(step.found).length;
    if (count > mostById || (step.more && budget.isSpent())) throw new TooMany();
    yield step;
  }
}

/**
 * Rows in an order no index has. Those in the order of ids are sorted as long as they are few. Where they are many they are a good part of
 * the main rows, which are walked as far as a page goes: it would see all of them again, and of very many come to no end.
 */
export async function* walkSorted(
  context: WalkContext,
  sorted: SortedRows,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const { rows, byId } = sorted;
  if (byId === undefined || after?.[0] === 'sorted') {
    yield* sortAll(context, sorted, after);
    return;
  }
  if (after === undefined) {
    try {
      yield* sortAll(context, { ...sorted, rows: few(rows, context.budget) });
      return;
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
    }
  }
  const { filter } = storageFilter(context.type, byId.rest);
  yield* walkScan({ ...context, filter, sizes: new PageSizes() }, byId.scan, after);
}

/**
 * Reads all rows and returns the first ones in an order no index has, as many as memory allows: one step. Throws a 504 when
 * the budget is spent before, and a 400 when memory does not reach beyond what is passed over.
 */
async function* sortAll(
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
