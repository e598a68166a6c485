import { nearestName } from '../errors/nearestName.ts';
import { ODataError } from '../errors/odataError.ts';
import type { QueryOption, ResourceSegment } from '../url/syntax/syntaxTree.ts';
import type { BindContext } from './expression/bindContext.ts';
import type { Resource, ResourceKind } from './bound/resource.ts';
import { bindSegment } from './path/bindSegment.ts';
import { entityIdUri } from './path/entityIdUri.ts';
import { singleton, singletonSets } from './bound/qualifiedName.ts';

const root: Resource = { kind: 'serviceDocument' };

/** The names that may stand behind a resource. */
const names: Partial<Record<ResourceKind, (resource: Resource, context: BindContext) => readonly string[]>> = {
  serviceDocument: (_resource, { model }) => [
    singleton.name,
    ...model.map(({ name }) => name),
    '$metadata',
    '$batch',
    ...model.flatMap(({ reportFunction }) =>
      reportFunction === undefined ? [] : [`${singleton.name}/${reportFunction.name}`],
    ),
  ],
  singleton: (_resource, { model }) =>
    singletonSets(model).flatMap(({ name, reportFunction }) => [
      name,
      ...(reportFunction === undefined ? [] : [reportFunction.name]),
    ]),
  property: () => ['$value'],
  entity: (resource) => (resource.kind === 'entity' ? ['id', ...Object.keys(resource.type.properties)] : []),
};

/** More names than this nobody reads. */
const mostNames = 40;

/** What a client may have meant when a path is not known. */
function advice(resource: Resource, segment: ResourceSegment, context: BindContext): string {
  const known = names[resource.kind]?.(resource, context) ?? [];
  // A report function is looked for by its name, wherever it stands.
  const paths = new Map(known.map((path) => [path.replace(/^.*\//, ''), path]));
  const name = spelled(segment);
  if (name.includes('(') && segment.segment === 'name')
    return 'A "(" in it is not closed in the same segment; a "/" in a value is written %2F.';
  const [, withoutEnding = '', ending] = /^(.+)\.(csv|json|xml)$/i.exec(name) ?? [];
  if (paths.has(withoutEnding)) return `A format is asked for with ?$format=${ending?.toLowerCase() ?? ''}.`;
  const near = paths.get(nearestName(name, paths.keys()) ?? '');
  if (near !== undefined) return `Did you mean '${near}'? Names are case-sensitive.`;
  if (known.length === 0) return 'That segment has no meaning at this place.';
  if (known.length > mostNames)
    return 'The service document, at the root, lists what there is; names are case-sensitive.';
  const whose =
    resource.kind === 'entity'
      ? `'${resource.type.name}' has the properties`
      : resource.kind === 'property'
        ? 'Behind a property there is'
        : 'The service has';
  return `${whose} ${known.join(', ')}; names are case-sensitive.`;
}

function spelled(segment: ResourceSegment): string {
  if (segment.segment === 'key') return '(...)';
  return segment.segment === 'name' ? segment.name : `$${segment.segment}`;
}

function notFound(resource: Resource, segment: ResourceSegment, context: BindContext): ODataError {
  return new ODataError(
    'Request_ResourceNotFound',
    `Resource not found for the segment '${spelled(segment)}'. ${advice(resource, segment, context)}`,
    { target: spelled(segment) },
  );
}

/** Follows segments from a resource; throws for the first that has no meaning. */
function walk(
  start: Resource,
  segments: readonly ResourceSegment[],
  options: readonly QueryOption[],
  context: BindContext,
): Resource {
  let resource = start;
  for (const segment of segments) {
    const next: Resource | undefined = bindSegment(resource, segment, { options, context });
    if (next === undefined) throw notFound(resource, segment, context);
    resource = next;
  }
  return resource;
}

/** `$entity?$id=...`: what the entity-id stands for (URL Conventions 4.01, 4.10). */
function dereference(options: readonly QueryOption[], context: BindContext): Resource {
  const id = entityIdUri(options, context);
  const resource = walk(root, id.segments, id.options, context);
  if (resource.kind === 'entity' || resource.kind === 'singleton') return { ...resource, byId: true };
  throw new ODataError(
    'Request_ResourceNotFound',
    "The query option '$id' must name an entity, such as $id=SET('key').",
    { target: '$id' },
  );
}

/** Microsoft Graph has the reports of Copilot below `copilot/reports`; here that is another name of `reports`. */
function isCopilotReports([first, second]: readonly ResourceSegment[]): boolean {
  const isNamed = (segment: ResourceSegment | undefined, name: string): boolean =>
    segment?.segment === 'name' && segment.name === name && segment.arguments === undefined;
  return isNamed(first, 'copilot') && isNamed(second, singleton.name);
}

/**
 * What a parsed resource path addresses in the model. `options` are consulted for parameter aliases and `$id` only.
 * Throws 404 `Request_ResourceNotFound` for an unknown path, 400 `invalidPath` for a malformed key, and 501
 * `notSupported` for what OData has and this service has not (URL Conventions 4.01, section 4).
 */
export function bindResource(
  segments: readonly ResourceSegment[],
  options: readonly QueryOption[],
  context: BindContext,
): Resource {
  const [first, ...rest] = segments;
  if (first?.segment === 'entity') return walk(dereference(options, context), rest, options, context);
  return walk(root, isCopilotReports(segments) ? rest : segments, options, context);
}
