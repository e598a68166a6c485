import type { EntityType } from '../../edm/entityType.ts';
import { controlMember } from './controlMember.ts';
import { entityPath } from './entityPath.ts';
import type { JsonOptions } from './jsonOptions.ts';
import { removedMembers } from './removedMembers.ts';

/**
 * A deletion in a delta payload (JSON Format 4.01, 15.3). For a request that rules 4.01 out it is that of 4.0, whose readers know
 * it by its context: the entity-id and a reason. Everybody else gets `@removed` and the key, in 4.0 too: clients of Microsoft
 * Graph name no version and read nothing else.
 */
export function deletedMembers(type: EntityType, reason: string, key: string, json: JsonOptions): string[] {
  if (!json.only40) return removedMembers(type, { reason }, key, json);
  const context = JSON.stringify(`${json.serviceRoot}$metadata#${type.name}/$deletedEntity`);
  return [
    controlMember('context', context, json),
    `"id":${JSON.stringify(json.serviceRoot + entityPath(type, key))}`,
    `"reason":${JSON.stringify(reason)}`,
  ];
}
