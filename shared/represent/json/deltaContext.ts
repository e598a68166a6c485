import type { EntityType } from '../../edm/entityType.ts';
import { controlMember } from './controlMember.ts';
import type { JsonOptions } from './jsonOptions.ts';

/** The context URL of a delta payload of an entity set (Protocol 4.01, 10.12); empty without metadata. */
export function deltaContext(type: EntityType, list: string, json: JsonOptions): string {
  const url = JSON.stringify(`${json.serviceRoot}$metadata#${type.name}${list}/$delta`);
  return json.metadata === 'none' ? '' : controlMember('context', url, json);
}
