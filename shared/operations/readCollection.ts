import type { EntitySetResource } from '../bind/resource.ts';
import type { Operation } from './operation.ts';
import { readRows } from './readRows.ts';
import { streamRows } from './streamRows.ts';

/** GET of an entity set (Protocol 4.01, 11.2.1 and 11.2.6); as CSV it is not paged. */
export const readCollection: Operation<EntitySetResource> = async (request, context) => {
  const { resource, query, address, preferences, format } = request;
  const { type } = resource;
  if (format.name === 'csv') {
    return { kind: 'csv', type, query, name: type.name, pieces: await streamRows(context, type, query) };
  }
  const page = await readRows(context, type, query, { address, maxpagesize: preferences.maxpagesize });
  return { kind: 'collection', type, query, page };
};
