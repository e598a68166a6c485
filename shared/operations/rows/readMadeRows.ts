import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import { computeColumns } from '../../bind/apply/computeColumns.ts';
import { compilePredicate } from '../../expression/compileExpression.ts';
import { countNodes } from '../../expression/countNodes.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import { sortInTurns } from '../../expression/cost/sortInTurns.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import { sortOrder, type SortTuple } from '../../store/walk/sortOrder.ts';
import { SortPlaces } from '../../store/walk/sortPlace.ts';
import { fromSortPosition, toSortPosition } from '../../store/walk/sortPosition.ts';
import { placeKey } from './placeKey.ts';
import type { MadeRows } from './rowSource.ts';

interface RankedRow {
  readonly row: Row;
  readonly tuple: SortTuple;
}

/** Which of the made rows are wanted. */
interface MadePart {
  readonly after?: Position | undefined;
  readonly skip: number;
  readonly limit: number;
  /** Characters of the rows at which they end. */
  readonly characters: number;
}

/** Made rows as far as a page wants them. */
export interface MadePage {
  readonly rows: readonly Row[];
  readonly total: number;
  /** The place behind them, when there are more. */
  readonly next?: Position;
  /** True when they are fewer than the limit, because of their characters. */
  readonly isCut: boolean;
}

/** How many rows there are from one on to the end of a page. */
function countPage(rows: readonly RankedRow[], { skip, limit, characters }: MadePart): number {
  let left = Math.max(1, characters);
  let count = 0;
  for (; count < limit && left > 0; count += 1) {
    const next = rows[skip + count];
    if (next === undefined) break;
    left -= rowCharacters(next.row);
  }
  return count;
}

/** Evaluates the options behind `$apply` over rows that were made: all of them, for each page (Protocol 4.01, 11.2.1). */
export async function readMadeRows(
  { rows, keyOf }: MadeRows,
  bound: BoundQuery,
  meter: Meter,
  part: MadePart,
): Promise<MadePage> {
  const { after, skip, limit } = part;
  const compute = computeColumns(bound.compute, meter);
  const conditions = [bound.filter, bound.search].filter((term) => term !== undefined);
  const tests = conditions.map((term) => compilePredicate(term, meter));
  const order = sortOrder(bound.orderby, meter);
  const expressions = [...conditions, ...[...bound.compute, ...bound.orderby].map(({ expression }) => expression)];
  const nodes = expressions.reduce((sum, expression) => sum + countNodes(expression), 1);
  const finish = (made: Row): RankedRow | undefined => {
    const row = compute(made);
    return tests.every((test) => test(row)) ? { row, tuple: order.tupleOf(placeKey(keyOf(made)), row) } : undefined;
  };
  const kept = meter.keepRows();
  const found: RankedRow[] = [];
  try {
    for await (const some of rows) {
      for await (const { items } of inTurns(meter, some, nodes, finish)) {
        for (const item of items) {
          const { row, tuple } = item;
          kept.keep(rowCharacters(row) + order.madeCharacters(tuple) + tuple.id.length);
          found.push(item);
        }
      }
    }
    const ranked = await sortInTurns(meter, found, (left, right) => order.compare(left.tuple, right.tuple));
    const given = after === undefined ? undefined : fromSortPosition(after, bound.orderby);
    const start = given && { ...given, id: placeKey(given.id) };
    const places = new SortPlaces(order, bound.orderby);
    const following = start === undefined ? ranked : ranked.filter(({ tuple }) => places.mayFollow(tuple, start));
    const behind = places.behind(following, start);
    const count = countPage(behind, part);
    const hasMore = count > 0 && behind.length > skip + count;
    return {
      rows: behind.slice(skip, skip + count).map(({ row }) => row),
      total: ranked.length,
      isCut: hasMore && count < limit,
      ...(hasMore && { next: toSortPosition(places.placeOf(behind, skip + count - 1, start)) }),
    };
  } finally {
    kept.end();
  }
}
