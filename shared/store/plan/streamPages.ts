import type { EntityType } from '../../edm/entityType.ts';
import type { EntityQuery, EntityStream, Position } from '../entityQuery.ts';
import { maxPageSize, type Rows } from '../rows.ts';
import type { StorageScope } from '../store.ts';
import type { StoredEntity } from '../storedEntity.ts';
import { choosePlan } from './choosePlan.ts';
import { readPage } from './readPage.ts';

/** Entities read at once where every piece costs a walk through all rows: more memory for fewer walks. */
const sortedPiece = 10_000;

/**
 * The whole result of a query, in its order, piece by piece; a piece is read when it is asked for, so memory is bounded
 * by one of them. Each piece has the time of a request of its own: `renew` gives the scope for it.
 */
export async function* streamPages(
  rows: Rows,
  renew: () => StorageScope,
  type: EntityType,
  query: EntityQuery,
  { skip: first, top = Infinity }: EntityStream,
): AsyncGenerator<readonly StoredEntity[], void, undefined> {
  const size = choosePlan(type, query).kind === 'sorted' ? sortedPiece : maxPageSize;
  let after: Position | undefined;
  let skip = first;
  let left = top;
  do {
    const request = { skip, limit: Math.min(size, left), complete: left <= size, ...(after && { after }) };
    const page = await readPage(rows, renew(), type, query, request);
    if (page.entities.length > 0) yield page.entities;
    left -= page.entities.length;
    ({ position: after, skip } = page.next ?? { position: undefined, skip: 0 });
  } while (after !== undefined && left > 0);
}
