import type { EntitySetResource } from '../bind/resource.ts';
import type { Operation } from './operation.ts';
import { readRows } from './readRows.ts';

/** GET of an entity set (Protocol 4.01, 11.2.1 and 11.2.6). */
export const readCollection: Operation<EntitySetResource> = async (request, context) => {
  const { resource, query, address, preferences } = request;
  const page = await readRows(context, resource.type, query, { address, maxpagesize: preferences.maxpagesize });
  return { kind: 'collection', type: resource.type, query, page };
};
