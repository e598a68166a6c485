import type { EntityType } from '../edm/entityType.ts';
import type { Decision, StoredEntity } from '../store/store.ts';
import type { OperationContext } from './operation.ts';
import type { Result } from './result.ts';

/** Carries out a write to one key and tells whether it created the entity. */
export async function commitOne(
  context: OperationContext,
  type: EntityType,
  key: string,
  decide: (current: StoredEntity | undefined) => Decision,
): Promise<Result> {
  const [committed] = await context.store.commit(context.scope, type, [{ key, decide }]);
  if (committed === undefined) throw new Error('a commit of one change returned nothing');
  if (committed.after === undefined) return { kind: 'noContent' };
  return { kind: 'written', type, stored: committed.after, created: committed.before === undefined };
}
