import type { EntityType } from '../../edm/entityType.ts';
import type { Decision } from '../../store/contract/store.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { Result } from '../contract/result.ts';

/**
 * Carries out a write to one key and tells whether it created the entity. `known` is true when the caller knows every value
 * the entity has afterwards, which is also so when it was created: what the caller did not set is null.
 */
export async function commitOne(
  context: OperationContext,
  type: EntityType,
  key: string,
  decide: (current: StoredEntity | undefined) => Decision,
  known = false,
): Promise<Result> {
  const [committed] = await context.store.commit(context.scope, type, [{ key, decide }]);
  if (committed === undefined) throw new Error('a commit of one change returned nothing');
  if (committed.after === undefined) return { kind: 'noContent' };
  const created = committed.before === undefined;
  return { kind: 'written', type, stored: committed.after, created, known: created || known };
}
