import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import { Meter } from '../expression/cost/meter.ts';
import { parseSentUri } from '../url/parseRelativeUri.ts';
import { bindResource } from './bindResource.ts';

/**
 * The key in an entity-id of a set (Protocol 4.01, 4.1): a URL that is absolute, rooted at the host, or relative to the
 * service root. Throws a 400 for anything that names no entity of the set.
 */
export function entityIdKey(type: EntityType, entityId: string, serviceRoot: string): string {
  const roots = [serviceRoot, new URL(serviceRoot).pathname];
  const root = roots.find((each) => entityId.startsWith(each)) ?? '';
  // A key costs no more than its text, which the body it stands in bounds.
  const context = { model: [type], serviceRoot, now: 0, meter: new Meter() };
  try {
    const { segments, options } = parseSentUri(entityId.slice(root.length));
    const resource = bindResource(segments, options, context);
    if (resource.kind === 'entity' && resource.within === undefined) return resource.key;
  } catch (error) {
    if (!(error instanceof ODataError)) throw error;
  }
  throw new ODataError(
    'invalidPropertyValue',
    `The entity-id '${entityId.slice(0, 100)}' names no entity of '${type.name}'; write ${type.name}('key').`,
    { target: '@id' },
  );
}
