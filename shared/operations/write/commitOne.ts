import type { EntityType } from '../../edm/entityType.ts';
import type { Decision } from '../../store/contract/store.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { Result } from '../contract/result.ts';

/** What is to be told of a write besides what it left. */
export interface Told {
  /** The caller knows every value the entity has afterwards. */
  readonly known?: boolean;
  /** Under keep-newer: whether what was stored before is kept because it is newer. */
  readonly isOlder?: (before: StoredEntity | undefined) => boolean;
}

/**
 * Carries out a write to one key and tells whether it created the entity. Who created it knows all its values: what was not
 * set is null.
 */
export async function commitOne(
  context: OperationContext,
  type: EntityType,
  key: string,
  decide: (current: StoredEntity | undefined) => Decision,
  { known = false, isOlder }: Told = {},
): Promise<Result> {
  const [committed] = await context.store.commit(context.scope, type, [{ key, decide }]);
  if (committed === undefined) throw new Error('a commit of one change returned nothing');
  if (committed.after === undefined) return { kind: 'noContent' };
  const created = committed.before === undefined;
  return {
    kind: 'written',
    type,
    stored: committed.after,
    created,
    known: created || known,
    ...(isOlder && { isOlder: isOlder(committed.before) }),
  };
}
