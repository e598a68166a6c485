import type { EntityType } from '../../edm/entityType.ts';
import { controlMember } from './controlMember.ts';
import type { JsonOptions } from './jsonOptions.ts';

/** A deleted-entity object of 4.01: `@removed` and the key (JSON Format 4.01, 15.3). */
export function removedMembers(
  type: EntityType,
  removed: object,
  key: string | undefined,
  json: JsonOptions,
): string[] {
  const url = JSON.stringify(`${json.serviceRoot}$metadata#${type.name}/$deletedEntity`);
  return [
    json.metadata === 'full' ? controlMember('context', url, json) : '',
    `"@removed":${JSON.stringify(removed)}`,
    key === undefined ? '' : `"id":${JSON.stringify(key)}`,
  ];
}
