import type { EntityType } from '../../edm/entityType.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import type { EntityQuery, EntityStream, Position } from '../contract/entityQuery.ts';
import { maxPageSize, type Rows } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';
import { choosePlan, type Plan } from '../plan/choosePlan.ts';
import { readPage } from './readPage.ts';

/** True where a piece costs a walk through rows that the pieces before it have seen as well. */
function walksAgain(plan: Plan, after: Position | undefined): boolean {
  if (plan.kind === 'sorted') return true;
  if (plan.kind === 'keys') return !plan.isOrdered;
  if (plan.kind !== 'ordered') return false;
  const { isComplete, mergedAt } = plan.order;
  // What is merged is read ahead of each value.
  return !isComplete || mergedAt !== undefined || after?.[0] === 'run';
}

/**
 * The whole result of a query, in its order, piece by piece; a piece is read when it is asked for, so memory is bounded
 * by one of them. Where every piece is a walk through the same rows it is as large as memory allows. Each has the time of a
 * request of its own: `renew` gives the scope for it.
 */
export async function* streamPages(
  rows: Rows,
  renew: () => StorageScope,
  type: EntityType,
  query: EntityQuery,
  { skip: first, top = Infinity }: EntityStream,
): AsyncGenerator<readonly StoredEntity[], void, undefined> {
  const plan = choosePlan(type, query);
  let after: Position | undefined;
  let skip = first;
  let left = top;
  do {
    const scope = renew();
    const isWhole = walksAgain(plan, after);
    const size = isWhole ? Infinity : maxPageSize;
    const kept = scope.meter.keepRows();
    try {
      const page = await readPage(rows, scope, type, query, {
        skip,
        limit: Math.min(size, left),
        complete: left <= size,
        ...(after && { after }),
        ...(isWhole && { kept, characters: Infinity }),
      });
      for (let at = 0; at < page.entities.length; at += maxPageSize) {
        yield page.entities.slice(at, at + maxPageSize);
        if (isWhole) for (const row of page.rows.slice(at, at + maxPageSize)) kept.drop(rowCharacters(row));
      }
      left -= page.entities.length;
      ({ position: after, skip } = page.next ?? { position: undefined, skip: 0 });
    } finally {
      kept.end();
    }
  } while (after !== undefined && left > 0);
}
