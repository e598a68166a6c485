import type { EntityType } from '../../edm/entityType.ts';
import { entitySetsIn } from '../../expression/entitySetsIn.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { BoundQuery, BoundTransformation, ItemQuery, OrderTerm } from './boundQuery.ts';
import type { Resource } from './resource.ts';

type Expressions = readonly (TypedExpression | undefined)[];

const ofTerms = (terms: readonly OrderTerm[]): Expressions => terms.map(({ expression }) => expression);

function ofItems(query: ItemQuery | undefined): Expressions {
  return query === undefined ? [] : [query.filter, ...ofTerms(query.orderby)];
}

function ofTransformation(transformation: BoundTransformation): Expressions {
  if (transformation.kind === 'filter') return [transformation.condition];
  if (transformation.kind === 'compute') return transformation.columns.map(({ expression }) => expression);
  return [
    ...transformation.each.flatMap(ofTransformation),
    ...transformation.aggregates.map(({ expression }) => expression),
  ];
}

function ofQuery(query: BoundQuery): readonly EntityType[] {
  const expressions: Expressions = [
    ...(query.apply ?? []).flatMap(ofTransformation),
    ...query.compute.map(({ expression }) => expression),
    query.filter,
    ...ofTerms(query.orderby),
    ...(query.select ?? []).flatMap((item) => (item.kind === 'column' ? ofItems(item.items) : [])),
    ...ofItems(query.items),
  ];
  return [
    ...expressions.flatMap(entitySetsIn),
    ...query.expand.flatMap(({ type, query: nested }) => [type, ...ofQuery(nested)]),
  ];
}

function ofResource(resource: Resource): readonly EntityType[] {
  if (resource.kind === 'query') return ofResource(resource.target);
  const conditions: Expressions = [
    ...('filters' in resource ? resource.filters : []),
    ...('within' in resource ? resource.within.filters : []),
    ...('itemFilters' in resource ? resource.itemFilters : []),
  ];
  return [...('type' in resource ? [resource.type] : []), ...conditions.flatMap(entitySetsIn)];
}

/** The entity types whose rows a request reads or writes, by its path and by its options, some of them more than once. */
export function typesRead(resource: Resource, query: BoundQuery): readonly EntityType[] {
  return [...ofResource(resource), ...ofQuery(query)];
}
