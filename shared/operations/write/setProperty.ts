import type { Resource } from '../../bind/bound/resource.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Decision } from '../../store/contract/store.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { entityNotFound } from '../contract/entityNotFound.ts';
import type { OperationContext } from '../contract/operation.ts';
import { mergeEntity, type Write } from './write.ts';

export type PropertyResource = Extract<Resource, { readonly kind: 'property' | 'propertyValue' }>;

/** Sets one property of an entity that exists; the key cannot be set. */
export async function setProperty(
  { type, key, name, property }: PropertyResource,
  write: Write,
  context: OperationContext,
): Promise<StoredEntity> {
  if (property === undefined) {
    throw new ODataError('invalidRequest', `The key property '${name}' cannot be changed.`, { target: name });
  }
  const decide = (current: StoredEntity | undefined): Decision => {
    if (current === undefined) throw entityNotFound(type, key);
    return mergeEntity(type, key, write, current);
  };
  const [committed] = await context.store.commit(context.scope, type, [{ key, decide }]);
  if (committed?.after === undefined) throw new Error('setting a property left no entity');
  return committed.after;
}
