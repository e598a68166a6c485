import type { EntitySetResource } from '../../bind/bound/resource.ts';
import type { BoundRequest, Operation, OperationContext } from '../contract/operation.ts';
import { followsChanges, readChanges, readTracked } from './readChanges.ts';
import { pageAnchor } from '../rows/pagePart.ts';
import { readRows } from '../rows/readRows.ts';
import { streamRows } from '../rows/streamRows.ts';

/**
 * True when the answer leads to a delta link: the first page was asked for with the preference track-changes, and the
 * query is one whose changes can be told entity by entity (Protocol 4.01, 8.2.8.9 and 11.3).
 */
function isTracked({ query, address, preferences }: BoundRequest, context: OperationContext): boolean {
  if (query.skiptoken !== undefined) return pageAnchor(context, query, address) !== undefined;
  const isPart = query.apply !== undefined || query.top !== undefined || query.skip !== undefined;
  return preferences.trackChanges === true && !isPart;
}

/** GET of an entity set (Protocol 4.01, 11.2.1 and 11.2.6); as CSV it is not paged. */
export const readCollection: Operation<EntitySetResource> = async (request, context) => {
  const { resource, query, address, preferences, format } = request;
  const { type } = resource;
  if (followsChanges(request)) return await readChanges(request, context, type);
  if (format.name === 'csv') {
    return { kind: 'csv', type, query, name: type.name, hasIds: true, pieces: streamRows(context, type, query) };
  }
  if (isTracked(request, context)) return await readTracked(request, context, type);
  const page = await readRows(context, type, query, { address, maxpagesize: preferences.maxpagesize });
  return { kind: 'collection', type, query, page };
};
