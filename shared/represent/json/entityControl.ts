import type { EntityType } from '../../edm/entityType.ts';
import { toEntityTag } from '../../headers/conditions.ts';
import { escaped } from '../../json/quote.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { controlName } from './controlName.ts';
import { entityPath } from './entityPath.ts';
import type { JsonOptions } from './jsonOptions.ts';

/**
 * Writes the control information of an entity (JSON Format 4.01, 4.6 and 6); undefined when there is none to write.
 * `hasKey` tells whether the key is among what is written. What is in no set has neither tag nor links, and the id null
 * (4.6.8): without that its key would be taken for one.
 */
export function entityControl(
  type: EntityType,
  { version, metadata, serviceRoot }: JsonOptions,
  hasKey: boolean,
): ((stored: StoredEntity | undefined) => string) | undefined {
  if (metadata === 'none') return undefined;
  const named = (name: string): string => `"${controlName(version, name)}":`;
  // Once for all entities: what stands before and behind the version in the tag.
  const [opening = '', closing = ''] = `${named('etag')}${JSON.stringify(toEntityTag('|'))}`.split('|');
  const tag = (stored: StoredEntity): string => opening + escaped(stored.version) + closing;
  const none = `${named('id')}null`;
  if (metadata === 'minimal' && hasKey) return (stored) => (stored === undefined ? none : tag(stored));
  // Without its key an entity cannot be told from the others by convention.
  const id = (path: string): string => `${named('id')}${JSON.stringify(serviceRoot + path)},`;
  if (metadata === 'minimal') {
    return (stored) => (stored === undefined ? none : id(entityPath(type, stored.entity.id)) + tag(stored));
  }
  const typeName = `${named('type')}"#microsoft.graph.${type.name}",`;
  return (stored) => {
    if (stored === undefined) return typeName + none;
    const path = entityPath(type, stored.entity.id);
    return `${typeName}${id(path)}${tag(stored)},${named('editLink')}${JSON.stringify(path)}`;
  };
}
