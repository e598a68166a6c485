import { ODataError } from '../errors/odataError.ts';
import type { TypedExpression } from '../expression/typedExpression.ts';
import type { QueryOption } from '../url/syntax/syntaxTree.ts';
import { allowedOptions, type SystemOptionName } from './query/allowedOptions.ts';
import type { BindContext } from './expression/bindContext.ts';
import { bindExpand } from './query/bindExpand.ts';
import { expressionScope } from './expression/bindExpression.ts';
import { bindItemQuery } from './query/bindItemQuery.ts';
import { bindRowOptions } from './query/bindRowOptions.ts';
import type { BindScope } from './expression/bindScope.ts';
import type { BoundQuery } from './bound/boundQuery.ts';
import { checkOptions } from './query/checkOptions.ts';
import { findOption } from './query/findOption.ts';
import { singleton, singletonSets } from './bound/qualifiedName.ts';
import type { Resource } from './bound/resource.ts';
import { entityShape, singletonShape, type RowShape } from './bound/rowShape.ts';

/** The rows the options of a resource are about. */
function shapeOf(resource: Resource, context: BindContext): RowShape {
  if (resource.kind === 'query') return shapeOf(resource.target, context);
  if ('type' in resource) return entityShape(resource.type);
  const sets = resource.kind === 'singleton' ? singletonSets(context.model) : [];
  return singletonShape(singleton.name, sets);
}

function pathFilters(resource: Resource): readonly TypedExpression[] {
  if (resource.kind === 'query') return pathFilters(resource.target);
  return 'filters' in resource ? resource.filters : [];
}

function itemFilters(resource: Resource): readonly TypedExpression[] {
  if (resource.kind === 'query') return itemFilters(resource.target);
  return 'itemFilters' in resource ? resource.itemFilters : [];
}

/** The option and the segment must not be combined with `/$count` (Protocol 4.01, 11.2.10). */
function checkCount(resource: Resource, options: readonly QueryOption[]): void {
  const isCount = ['count', 'propertyCount', 'reportFunctionCount'].includes(resource.kind);
  const isFilteredCount = isCount && pathFilters(resource).length + itemFilters(resource).length > 0;
  if (!isFilteredCount || findOption(options, 'filter') === undefined) return;
  throw new ODataError(
    'invalidFilterClause',
    "Invalid $filter: behind '/$filter(...)/$count' the option '$filter' is not allowed; put both conditions into one.",
    { target: '$filter' },
  );
}

/** The query of a collection-valued property: its options are about the items. */
function itemsQuery(options: readonly QueryOption[], resource: Resource, scope: BindScope): BoundQuery | undefined {
  const target = resource.kind === 'query' ? resource.target : resource;
  if (target.kind !== 'property' && target.kind !== 'propertyCount') return undefined;
  const base = { shape: scope.shape, compute: [], orderby: [], expand: [] };
  const column = scope.shape.columns.get(target.name);
  if (target.property?.collection !== true || column === undefined) return base;
  return {
    ...base,
    items: bindItemQuery({ collection: column, it: 'item', filters: target.itemFilters ?? [] }, options, scope),
  };
}

function text(options: readonly QueryOption[], name: 'format' | 'skiptoken' | 'deltatoken'): Partial<BoundQuery> {
  const option = findOption(options, name);
  return option === undefined ? {} : { [name]: option.value };
}

/**
 * Types the query options of a request to a resource. `allowed` replaces the options the resource takes when read, for
 * methods that take fewer. Throws 400 `invalidFilterClause` or `invalidQueryOption` with the option as target, and 501
 * `notSupported` for what OData has and this service has not (URL Conventions 4.01, section 5).
 */
export function bindQuery(
  options: readonly QueryOption[],
  resource: Resource,
  context: BindContext,
  allowed: readonly SystemOptionName[] = allowedOptions(resource, options),
): BoundQuery {
  const shape = shapeOf(resource, context);
  const filters = pathFilters(resource);
  // A read by key has no options, and nothing to pay for them.
  if (options.length === 0 && filters.length === 0 && itemFilters(resource).length === 0)
    return { shape, compute: [], orderby: [], expand: [] };
  checkOptions(options, allowed);
  checkCount(resource, options);
  const scope = expressionScope(shape, options, context);
  const expand = findOption(options, 'expand');
  const query = itemsQuery(options, resource, scope) ?? bindRowOptions(options, scope, filters);
  return {
    ...query,
    ...(expand && { expand: bindExpand(expand.items, { ...scope, target: '$expand' }) }),
    ...text(options, 'format'),
    ...text(options, 'skiptoken'),
    ...text(options, 'deltatoken'),
  };
}
