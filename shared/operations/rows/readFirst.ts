import type { EntityType } from '../../edm/entityType.ts';
import type { EntityQuery, Position } from '../../store/contract/entityQuery.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { tooSlow } from '../../store/walk/tooSlow.ts';
import { mostRequests, walkBudget } from '../../store/walk/walkBudget.ts';
import type { OperationContext } from '../contract/operation.ts';

/** The first entity of a query; undefined when it has none. Throws a 504 when the budget is spent first. */
export async function readFirst(
  { store, scope }: Pick<OperationContext, 'store' | 'scope'>,
  type: EntityType,
  query: EntityQuery,
): Promise<StoredEntity | undefined> {
  const budget = walkBudget(scope, mostRequests);
  let after: Position | undefined;
  do {
    // A page may end before it has found anything.
    const part = { skip: 0, limit: 1, complete: true, isRare: true, ...(after && { after }) };
    const { entities, next } = await store.page(scope, type, query, part);
    const [found] = entities;
    if (found !== undefined) return found;
    after = next?.position;
    if (after !== undefined && budget.isSpent()) throw tooSlow(type, scope);
  } while (after !== undefined);
  return undefined;
}
