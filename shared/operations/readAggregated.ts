import { applyTransformations } from '../bind/applyTransformations.ts';
import type { BoundQuery } from '../bind/boundQuery.ts';
import { computeColumns } from '../bind/computeColumns.ts';
import { compilePredicate } from '../expression/compileExpression.ts';
import type { Row } from '../expression/typedExpression.ts';
import type { EntityType } from '../edm/entityType.ts';
import { groupKey } from '../bind/groupKey.ts';
import type { Position } from '../store/entityQuery.ts';
import { sortOrder, type SortTuple } from '../store/plan/sortOrder.ts';
import { SortPlaces } from '../store/plan/sortPlace.ts';
import { fromSortPosition, toSortPosition } from '../store/plan/sortPosition.ts';
import type { StoredQuery } from './entityQueryOf.ts';
import type { OperationContext } from './operation.ts';

/** Rows that `$apply` made, as far as a page wants them. */
export interface AggregatedPage {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next?: Position;
}

/** Evaluates `$apply` and the options behind it over all entities of the set (Data Aggregation 4.0, section 3). */
export async function readAggregated(
  context: OperationContext,
  type: EntityType,
  { query, rest }: StoredQuery,
  bound: BoundQuery,
  { after, skip, limit }: { readonly after: Position | undefined; readonly skip: number; readonly limit: number },
): Promise<AggregatedPage> {
  const compute = computeColumns(bound.compute);
  const tests = [bound.filter, bound.search].flatMap((term) => (term === undefined ? [] : [compilePredicate(term)]));
  const order = sortOrder(bound.orderby);
  const key = groupKey([...bound.shape.columns.values()]);
  const ranked: { readonly row: Row; readonly tuple: SortTuple }[] = [];
  const sink = applyTransformations(rest, {
    push: (made) => {
      const row = compute(made);
      if (tests.every((test) => test(row))) ranked.push({ row, tuple: order.tupleOf(key(row), row) });
    },
    end: () => ranked.sort((left, right) => order.compare(left.tuple, right.tuple)),
  });
  for await (const rows of context.store.scan(context.scope, type, query)) for (const row of rows) sink.push(row);
  sink.end();
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
