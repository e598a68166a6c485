import { computeColumns } from '../bind/computeColumns.ts';
import type { EntityResource } from '../bind/resource.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { StoredEntity } from '../store/storedEntity.ts';
import { isNotModified } from './checkWriteConditions.ts';
import { entityNotFound } from './entityNotFound.ts';
import type { BoundRequest, Operation, OperationContext } from './operation.ts';

/** The entity a resource below an entity set stands on; throws a 404 when there is none. */
export async function readStored(type: EntityType, key: string, context: OperationContext): Promise<StoredEntity> {
  const stored = await context.store.read(context.scope, type, key);
  if (stored === undefined) throw entityNotFound(type, key);
  return stored;
}

/** GET of an entity by key (Protocol 4.01, 11.2.2), or 304 for a version the caller has. */
export const readEntity: Operation<EntityResource> = async (request: BoundRequest<EntityResource>, context) => {
  const { type, key } = request.resource;
  const stored = await readStored(type, key, context);
  if (isNotModified(request.conditions, stored)) return { kind: 'notModified', stored };
  const { query } = request;
  return {
    kind: 'entity',
    type,
    stored,
    query,
    row: computeColumns(query.compute, context.scope.meter)(stored.entity),
  };
};
