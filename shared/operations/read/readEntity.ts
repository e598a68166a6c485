import { computeColumns } from '../../bind/apply/computeColumns.ts';
import type { EntityResource, Within } from '../../bind/bound/resource.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { compilePredicate } from '../../expression/compileExpression.ts';
import { isNotModified } from '../contract/checkWriteConditions.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import type { BoundRequest, Operation, OperationContext } from '../contract/operation.ts';
import { readReportMember } from './readReportMember.ts';

/** What a resource below a collection of entities stands on. */
export interface Addressed {
  readonly type: EntityType;
  readonly key: string;
  readonly within?: Within;
}

/** The entity as long as it is in what `/$filter(...)` leaves of its set, or of the result of a report function. */
async function readWithin(
  { type, key, within }: Addressed & { readonly within: Within },
  context: OperationContext,
): Promise<StoredEntity | undefined> {
  const { filters, arguments: chosen } = within;
  if (chosen === undefined) {
    const stored = await context.store.read(context.scope, type, key);
    return stored !== undefined &&
      filters.every((filter) => compilePredicate(filter, context.scope.meter)(stored.entity))
      ? stored
      : undefined;
  }
  return await readReportMember(context, { type, arguments: chosen, key, filters });
}

/** The entity a resource stands on; throws a 404 when there is none. */
export async function readStored(addressed: Addressed, context: OperationContext): Promise<StoredEntity> {
  const { type, key, within } = addressed;
  const stored =
    within === undefined
      ? await context.store.read(context.scope, type, key)
      : await readWithin({ type, key, within }, context);
  if (stored === undefined) throw entityNotFound(type, key);
  return stored;
}

/** GET of an entity by key (Protocol 4.01, 11.2.2), or 304 for a version the caller has. */
export const readEntity: Operation<EntityResource> = async (request: BoundRequest<EntityResource>, context) => {
  const { type } = request.resource;
  const stored = await readStored(request.resource, context);
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
