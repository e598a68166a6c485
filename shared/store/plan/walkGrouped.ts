import type { Position, SortKey } from '../entityQuery.ts';
import { isLate } from './isLate.ts';
import { Ranking } from './ranking.ts';
import type { SortTuple } from './sortOrder.ts';
import { tooSlow } from './tooSlow.ts';
import type { Found, Step, Walk, WalkContext } from './walk.ts';

/** Rows in the order of the first sort key, which `property` is, to be sorted by the others too. */
export interface GroupedRows {
  readonly property: string;
  readonly orderby: readonly SortKey[];
  /** Entities the caller is going to take, which is how many of one value are kept in memory. */
  readonly wanted: number;
  /** Starts a walk in the order of the first sort key, at the value of a place or before it. */
  readonly rowsFrom: (start: SortTuple | undefined) => Walk;
}

/**
 * Sorts the rows of each value of a property by the other sort keys. A step is the rows of one value, all of which have
 * to be read for it; at the deadline the walk ends behind the last step, or throws a 504 when there was none.
 */
export async function* walkGrouped(
  { scope, type }: WalkContext,
  { property, orderby, wanted, rowsFrom }: GroupedRows,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const ranking = new Ranking(orderby, wanted, after);
  let value: unknown;
  let last: Found | undefined;

  function step(more: boolean): Step {
    const found = ranking.take();
    last = found.at(-1) ?? last;
    const position = last === undefined ? after : ranking.positionOf(last);
    return { found, more, positionOf: ranking.positionOf, resume: () => Promise.resolve(more ? position : undefined) };
  }

  for await (const { found, more } of rowsFrom(ranking.start)) {
    for (const item of found) {
      const next = item.stored.entity[property];
      if (next !== value && ranking.kept > 0) yield step(true);
      value = next;
      ranking.add(item);
    }
    if (!more || !isLate(scope)) continue;
    if (last === undefined) throw tooSlow(type);
    const position = ranking.positionOf(last);
    yield { found: [], more: true, positionOf: ranking.positionOf, resume: () => Promise.resolve(position) };
    return;
  }
  yield step(false);
}
