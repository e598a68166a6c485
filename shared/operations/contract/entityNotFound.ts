import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';

/** 404 for a key nothing is stored under. */
export function entityNotFound(type: EntityType, key: string): ODataError {
  const shown = key.length > 60 ? `${key.slice(0, 60)}...` : key;
  return new ODataError('Request_ResourceNotFound', `'${type.name}' holds no entity with the id '${shown}'.`, {
    target: 'id',
  });
}
