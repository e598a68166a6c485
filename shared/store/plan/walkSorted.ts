import { ODataError } from '../../errors/odataError.ts';
import type { Position, SortKey } from '../entityQuery.ts';
import type { KeyRange } from '../keyRange.ts';
import { isLate } from './isLate.ts';
import { Ranking } from './ranking.ts';
import { tooSlow } from './tooSlow.ts';
import type { Step, WalkContext } from './walk.ts';
import { walkForward } from './walkForward.ts';

/** Most entities that are kept to be sorted: 50,000, and one that tells whether more follow. */
const maxKept = 50_001;

/** Rows in an order no index has. */
export interface SortedRange {
  readonly range: KeyRange;
  readonly orderby: readonly SortKey[];
  /** Entities the caller is going to take, which is how many are kept in memory. */
  readonly wanted: number;
}

/**
 * Reads all rows of a range and returns the first ones in an order no index has: one step, bounded memory. Throws a 504
 * when the deadline comes first.
 */
export async function* walkSorted(
  context: WalkContext,
  { range, orderby, wanted }: SortedRange,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  if (wanted > maxKept) {
    throw new ODataError(
      'invalidQueryOption',
      `In an order that no index has, $skip may pass over at most ${maxKept - 1001} entities; follow the nextLink instead.`,
      { target: '$skip' },
    );
  }
  const ranking = new Ranking(orderby, wanted, after);
  for await (const { found, more } of walkForward(context, range)) {
    for (const item of found) ranking.add(item);
    if (more && isLate(context.scope)) throw tooSlow(context.type);
  }
  yield {
    found: ranking.take(),
    more: false,
    positionOf: ranking.positionOf,
    resume: () => Promise.resolve(undefined),
  };
}
