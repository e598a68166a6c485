import type { EntityType } from '../../edm/entityType.ts';
import { toEntityTag } from '../../headers/conditions.ts';
import { escaped } from '../../json/quote.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { controlName } from './controlName.ts';
import { entityPath } from './entityPath.ts';
import type { JsonOptions } from './jsonOptions.ts';

/**
 * Writes the control information of an entity (JSON Format 4.01, 4.6 and 6); undefined when there is none to write.
 * `hasKey` tells whether the key is among what is written.
 */
export function entityControl(
  type: EntityType,
  { version, metadata, serviceRoot }: JsonOptions,
  hasKey: boolean,
): ((stored: StoredEntity) => string) | undefined {
  if (metadata === 'none') return undefined;
  const named = (name: string): string => `"${controlName(version, name)}":`;
  // Once for all entities: what stands before and behind the version in the tag.
  const [opening = '', closing = ''] = `${named('etag')}${JSON.stringify(toEntityTag('|'))}`.split('|');
  const tag = (stored: StoredEntity): string => opening + escaped(stored.version) + closing;
  if (metadata === 'minimal' && hasKey) return tag;
  // Without its key an entity cannot be told from the others by convention.
  const id = (path: string): string => `${named('id')}${JSON.stringify(serviceRoot + path)},`;
  if (metadata === 'minimal') return (stored) => id(entityPath(type, stored.entity.id)) + tag(stored);
  const typeName = `${named('type')}"#microsoft.graph.${type.name}",`;
  return (stored) => {
    const path = entityPath(type, stored.entity.id);
    return `${typeName}${id(path)}${tag(stored)},${named('editLink')}${JSON.stringify(path)}`;
  };
}
