import { ODataError } from '../../errors/odataError.ts';
import { parseSentUri, type RelativeUri } from '../../url/parseRelativeUri.ts';
import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { BindContext } from '../expression/bindContext.ts';

function invalid(problem: string): ODataError {
  return new ODataError('invalidQueryOption', `The query option '$id' ${problem}`, { target: '$id' });
}

/** The path below the service root: the id may be absolute, rooted at the host, or relative to the service root. */
function relativePath(id: string, serviceRoot: string): string {
  const rootPath = new URL(serviceRoot).pathname;
  for (const prefix of [serviceRoot, rootPath]) if (id.startsWith(prefix)) return id.slice(prefix.length);
  if (id.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(id)) {
    throw invalid(`must name an entity of this service: a URL relative to ${serviceRoot} or one that begins with it.`);
  }
  return id;
}

/**
 * The URL in the option `$id` of a request to `$entity` (URL Conventions 4.01, 4.10; Protocol 4.01, 4.3); its only options
 * are the parameter aliases of its key.
 */
export function entityIdUri(options: readonly QueryOption[], context: BindContext): RelativeUri {
  const ids = options.flatMap((option) => (option.name === 'id' ? [option.value] : []));
  const [id] = ids;
  if (id === undefined) throw invalid("is missing: write $entity?$id=SET('key').");
  if (ids.length > 1) throw invalid('is given more than once.');
  const uri = parseSentUri(relativePath(id, context.serviceRoot));
  if (uri.options.some(({ name }) => name !== 'alias')) throw invalid('names an entity, without query options.');
  return uri;
}
