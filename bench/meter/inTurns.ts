import type { Portion } from '../../shared/expression/cost/inTurns.ts';
import type { Meter } from '../../shared/expression/cost/meter.ts';

/** What takes the place of `inTurns` where nothing is metered: rows are evaluated one after the other, and given at once. */
export async function* inTurns<R, T>(
  _meter: Meter,
  rows: readonly R[],
  _nodes: number,
  evaluate: (row: R) => T | undefined,
): AsyncGenerator<Portion<T>, void, undefined> {
  const items: T[] = [];
  for (const row of rows) {
    const item = evaluate(row);
    if (item !== undefined) items.push(item);
  }
  yield await Promise.resolve({ items, walked: rows.length });
}
