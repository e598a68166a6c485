import type { Resource } from '../../bind/bound/resource.ts';
import type { Operation } from '../contract/operation.ts';
import { countChanges } from './readChanges.ts';
import { countRows } from '../rows/countRows.ts';

type CountResource = Extract<Resource, { readonly kind: 'count' | 'deltaCount' }>;

/** GET of `/$count`, of a collection (Protocol 4.01, 11.2.10) or of what changed in it since a delta link (11.3.2). */
export const countEntities: Operation<CountResource> = async (request, context) => {
  const { resource, query } = request;
  if (query.deltatoken !== undefined) return await countChanges(request, context, resource.type);
  return { kind: 'count', total: await countRows(context, resource.type, query) };
};
