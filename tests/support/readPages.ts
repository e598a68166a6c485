import type { EntityType } from '../../shared/edm/entityType.ts';
import type { EntityQuery, Position } from '../../shared/store/contract/entityQuery.ts';
import { readPage } from '../../shared/store/walk/readPage.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';

/** How a result is read page by page. */
export interface PageWalk {
  readonly rows: Rows;
  readonly type: EntityType;
  /** The scope of a page; asked for one page after the other. */
  readonly scope: () => StorageScope;
  readonly limit: number;
  readonly skip?: number;
  /** Where the first page begins; at the beginning unless given. */
  readonly after?: Position;
  /** What happens between two pages. */
  readonly between?: (page: number) => Promise<void>;
}

/** What one page held, and what it cost. */
export interface PageSeen {
  readonly keys: readonly string[];
  readonly requests: number;
  readonly walked: number;
}

/** Reads all pages of a query; throws when they do not come to an end, or a place to go on from does not go on. */
export async function readPages(query: EntityQuery, walk: PageWalk): Promise<PageSeen[]> {
  const { rows, type, scope: scopeOf, limit, between } = walk;
  const pages: PageSeen[] = [];
  let { after } = walk;
  let skip = walk.skip ?? 0;
  while (pages.length < 2000) {
    const scope = scopeOf();
    const before = { requests: scope.usage.requests, walked: scope.usage.walked };
    const request = { skip, limit, complete: false, ...(after !== undefined && { after }) };
    const { entities, next } = await readPage(rows, scope, type, query, request);
    if (entities.length > limit) throw new Error(`A page of ${limit} holds ${entities.length}`);
    pages.push({
      keys: entities.map(({ entity }) => entity.id),
      requests: scope.usage.requests - before.requests,
      walked: scope.usage.walked - before.walked,
    });
    if (next === undefined) return pages;
    if (String(next.position) === String(after)) throw new Error(`The pages do not go on from ${String(after)}`);
    ({ position: after, skip } = next);
    await between?.(pages.length);
  }
  throw new Error('The pages do not end');
}
