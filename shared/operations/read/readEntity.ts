import { computeColumns } from '../../bind/apply/computeColumns.ts';
import type { EntityResource, Within } from '../../bind/bound/resource.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { compilePredicate } from '../../expression/compileExpression.ts';
import { isNotModified } from '../contract/checkWriteConditions.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import type { BoundRequest, Operation, OperationContext } from '../contract/operation.ts';
import type { FoundEntity } from '../contract/foundEntity.ts';
import { readReportMember } from '../reports/readReportMember.ts';

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
): Promise<FoundEntity | undefined> {
  const { filters, arguments: chosen } = within;
  if (chosen === undefined) {
    const { meter } = context.scope;
    const stored = await context.store.read(context.scope, type, key);
    if (stored === undefined) return undefined;
    for (const filter of filters) {
      if (!(await meter.run(compilePredicate(filter, meter), stored.entity))) return undefined;
    }
    return stored;
  }
  return await readReportMember(context, { type, arguments: chosen, key, filters });
}

/** The entity a resource stands on; throws a 404 when there is none. */
export async function readFound(addressed: Addressed, context: OperationContext): Promise<FoundEntity> {
  const { type, key, within } = addressed;
  const found =
    within === undefined
      ? await context.store.read(context.scope, type, key)
      : await readWithin({ type, key, within }, context);
  if (found === undefined) throw entityNotFound(type, key);
  return found;
}

/** The entity a caller knows already, by its version; what has none is always told. Throws a 412. */
export function unchanged(conditions: BoundRequest['conditions'], found: FoundEntity): StoredEntity | undefined {
  return found.version !== undefined && isNotModified(conditions, found) ? found : undefined;
}

/** GET of an entity by key (Protocol 4.01, 11.2.2), or 304 for a version the caller has. */
export const readEntity: Operation<EntityResource> = async (request: BoundRequest<EntityResource>, context) => {
  const { type } = request.resource;
  const found = await readFound(request.resource, context);
  const stored = unchanged(request.conditions, found);
  if (stored !== undefined) return { kind: 'notModified', stored };
  const { query } = request;
  const { meter } = context.scope;
  return {
    kind: 'entity',
    type,
    found,
    query,
    row: await meter.run(computeColumns(query.compute, meter), found.entity),
  };
};
