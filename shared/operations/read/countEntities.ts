import type { Resource } from '../../bind/bound/resource.ts';
import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { entityQueryOf } from './entityQueryOf.ts';
import type { Operation, OperationContext } from '../contract/operation.ts';
import { countChanges } from './readChanges.ts';
import { readAggregated } from './readAggregated.ts';

type CountResource = Extract<Resource, { readonly kind: 'count' | 'deltaCount' }>;

/** The number of rows of a query, before `$skip` and `$top`. */
export async function countRows(context: OperationContext, type: EntityType, query: BoundQuery): Promise<number> {
  const stored = entityQueryOf(query, context.scope.meter);
  if (stored.rest.length === 0) return await context.store.count(context.scope, type, stored.query);
  const { total } = await readAggregated(context, type, stored, query, { after: undefined, skip: 0, limit: 0 });
  return total;
}

/** GET of `/$count`, of a collection (Protocol 4.01, 11.2.10) or of what changed in it since a delta link (11.3.2). */
export const countEntities: Operation<CountResource> = async (request, context) => {
  const { resource, query } = request;
  if (query.deltatoken !== undefined) return await countChanges(request, context, resource.type);
  return { kind: 'count', total: await countRows(context, resource.type, query) };
};
