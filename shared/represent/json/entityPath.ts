import type { EntityType } from '../../edm/entityType.ts';

/** Characters the platform decodes in paths before they arrive, or that no path segment may hold; and what it could take for a dot segment. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const needsAlias = /[/\\%#?\u0000-\u001f\u007f-\u009f]|^\.\.?$/;

/**
 * The canonical URL of an entity relative to the service root: `set('id')`, or by parameter alias where the path cannot
 * carry the id (URL Conventions 4.01, 4.3.1 and 5.3).
 */
export function entityPath(type: EntityType, id: string): string {
  return needsAlias.test(id) ? `${type.name}(@k)?@k=${keyLiteral(id)}` : entityFragment(type, id);
}

/** The same in the fragment of a context URL, which is never sent and so carries every id (Protocol 4.01, 10). */
export function entityFragment(type: EntityType, id: string): string {
  return `${type.name}(${keyLiteral(id)})`;
}

function keyLiteral(id: string): string {
  return encodeURIComponent(`'${id.replaceAll("'", "''")}'`);
}
