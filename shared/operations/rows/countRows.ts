import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readMadeRows } from './readMadeRows.ts';
import { rowSource, type MadeRows } from './rowSource.ts';

/** The number of rows of a query over an entity set, or over a view, before `$skip` and `$top`. */
export async function countRows(
  context: OperationContext,
  type: EntityType,
  query: BoundQuery,
  view?: MadeRows,
): Promise<number> {
  const { store, scope } = context;
  const source = rowSource(context, type, query, view);
  if (source.kind === 'stored') return await store.count(scope, type, source.query);
  const { total } = await readMadeRows(source, query, scope.meter, { skip: 0, limit: 0, characters: 0 });
  return total;
}
