import type { Resource } from '../bind/resource.ts';
import type { BoundQuery } from '../bind/boundQuery.ts';
import type { EntityType } from '../edm/entityType.ts';
import { entityQueryOf } from './entityQueryOf.ts';
import type { Operation, OperationContext } from './operation.ts';
import { readAggregated } from './readAggregated.ts';

type CountResource = Extract<Resource, { readonly kind: 'count' }>;

/** The number of rows of a query, before `$skip` and `$top`. */
export async function countRows(context: OperationContext, type: EntityType, query: BoundQuery): Promise<number> {
  const stored = entityQueryOf(query);
  if (stored.rest.length === 0) return await context.store.count(context.scope, type, stored.query);
  const { total } = await readAggregated(context, type, stored, query, { after: undefined, skip: 0, limit: 0 });
  return total;
}

/** GET of `/$count` (Protocol 4.01, 11.2.10). */
export const countEntities: Operation<CountResource> = async ({ resource: { type }, query }, context) => ({
  kind: 'count',
  total: await countRows(context, type, query),
});
