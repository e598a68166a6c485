import type { EntityType } from '../../edm/entityType.ts';
import type { EntityQuery, EntityStream, Position } from '../contract/entityQuery.ts';
import { maxPageSize, type Rows } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';
import { choosePlan } from '../plan/choosePlan.ts';
import { readPage } from './readPage.ts';

/**
 * The whole result of a query, in its order, piece by piece; a piece is read when it is asked for, so memory is bounded
 * by one of them. In an order no index has that is as much as memory allows, because every piece is a walk through all
 * rows. Each has the time of a request of its own: `renew` gives the scope for it.
 */
export async function* streamPages(
  rows: Rows,
  renew: () => StorageScope,
  type: EntityType,
  query: EntityQuery,
  { skip: first, top = Infinity }: EntityStream,
): AsyncGenerator<readonly StoredEntity[], void, undefined> {
  const size = choosePlan(type, query).kind === 'sorted' ? Infinity : maxPageSize;
  let after: Position | undefined;
  let skip = first;
  let left = top;
  do {
    const request = { skip, limit: Math.min(size, left), complete: left <= size, ...(after && { after }) };
    const page = await readPage(rows, renew(), type, query, request);
    for (let at = 0; at < page.entities.length; at += maxPageSize) yield page.entities.slice(at, at + maxPageSize);
    left -= page.entities.length;
    ({ position: after, skip } = page.next ?? { position: undefined, skip: 0 });
  } while (after !== undefined && left > 0);
}
