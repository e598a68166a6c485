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
import type { MadeRows } from './rowSource.ts';

interface RankedRow {
  readonly row: Row;
  readonly tuple: SortTuple;
}

/** Made rows as far as a page wants them. */
export interface MadePage {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next?: Position;
}

/** Evaluates the options behind `$apply` over rows that were made: all of them, for each page (Protocol 4.01, 11.2.1). */
export async function readMadeRows(
  { rows, keyOf }: MadeRows,
  bound: BoundQuery,
  meter: Meter,
  { after, skip, limit }: { readonly after?: Position | undefined; readonly skip: number; readonly limit: number },
): Promise<MadePage> {
  const compute = computeColumns(bound.compute, meter);
  const conditions = [bound.filter, bound.search].filter((term) => term !== undefined);
  const tests = conditions.map((term) => compilePredicate(term, meter));
  const order = sortOrder(bound.orderby, meter);
  const expressions = [...conditions, ...[...bound.compute, ...bound.orderby].map(({ expression }) => expression)];
  const nodes = expressions.reduce((sum, expression) => sum + countNodes(expression), 1);
  const finish = (made: Row): RankedRow | undefined => {
    const row = compute(made);
    return tests.every((test) => test(row)) ? { row, tuple: order.tupleOf(keyOf(row), row) } : undefined;
  };
  const kept = meter.keepRows();
  const found: RankedRow[] = [];
  try {
    for await (const some of rows) {
      for await (const { items } of inTurns(meter, some, nodes, finish)) {
        for (const item of items) {
          kept.keep(rowCharacters(item.row));
          found.push(item);
        }
      }
    }
  } finally {
    kept.end();
  }
  const ranked = await sortInTurns(meter, found, (left, right) => order.compare(left.tuple, right.tuple));
  const start = after === undefined ? undefined : fromSortPosition(after, bound.orderby);
  const places = new SortPlaces(order, bound.orderby);
  const following = start === undefined ? ranked : ranked.filter(({ tuple }) => places.mayFollow(tuple, start));
  const behind = places.behind(following, start);
  const page = behind.slice(skip, skip + limit);
  const hasMore = page.length > 0 && behind.length > skip + limit;
  return {
    rows: page.map(({ row }) => row),
    total: ranked.length,
    ...(hasMore && { next: toSortPosition(places.placeOf(behind, skip + page.length - 1, start)) }),
  };
}
