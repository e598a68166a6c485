import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { Resource, ResourceKind } from '../bound/resource.ts';

/** Name of a system query option, in lower case without the dollar sign. */
export type SystemOptionName = Exclude<QueryOption['name'], 'alias' | 'custom'>;

const rows: readonly SystemOptionName[] = ['apply', 'compute', 'filter', 'search', 'orderby', 'skip', 'top', 'count'];
const single: readonly SystemOptionName[] = ['compute', 'select', 'expand', 'format'];
const items: readonly SystemOptionName[] = ['filter', 'search', 'orderby', 'skip', 'top', 'count', 'format'];

/** The system query options each kind of resource takes (URL Conventions 4.01, 5.1; Protocol 4.01, 11.2). */
const allowed: Readonly<Record<ResourceKind, readonly SystemOptionName[]>> = {
  serviceDocument: ['format'],
  metadata: ['format'],
  batch: ['format'],
  singleton: single,
  entitySet: [...rows, 'select', 'expand', 'format', 'skiptoken', 'deltatoken'],
  count: ['apply', 'compute', 'filter', 'search', 'format'],
  references: ['filter', 'search', 'orderby', 'skip', 'top', 'count', 'format', 'skiptoken', 'id'],
  delta: ['filter', 'select', 'format', 'skiptoken', 'deltatoken'],
  deltaCount: ['filter', 'select', 'format', 'deltatoken'],
  entity: single,
  reference: ['format', 'id'],
  property: ['format'],
  propertyValue: ['format'],
  propertyCount: ['filter', 'search', 'format'],
  reportFunction: [...rows, 'select', 'format', 'skiptoken'],
  reportFunctionCount: ['apply', 'compute', 'filter', 'search', 'format'],
  reportFunctionReferences: ['filter', 'search', 'orderby', 'skip', 'top', 'count', 'format', 'skiptoken'],
  query: [],
};

/** What a delta link may hold. */
const tracked: readonly SystemOptionName[] = [
  'compute',
  'filter',
  'search',
  'select',
  'expand',
  'format',
  'deltatoken',
];

/** The system query options a resource takes; behind a delta link `/$count` takes those of the link. */
export function allowedOptions(resource: Resource, options: readonly QueryOption[] = []): readonly SystemOptionName[] {
  if (resource.kind === 'query') return allowedOptions(resource.target);
  if (resource.kind === 'count' && options.some(({ name }) => name === 'deltatoken')) return tracked;
  if (resource.kind === 'property' && resource.property?.collection === true) return items;
  const byId = 'byId' in resource;
  return byId ? [...allowed[resource.kind], 'id'] : allowed[resource.kind];
}
