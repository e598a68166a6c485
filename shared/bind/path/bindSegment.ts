import { checkEntityKey } from '../../edm/entityKey.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { localName } from '../../edm/namespace.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Argument, QueryOption, ResourceSegment } from '../../url/syntax/syntaxTree.ts';
import type { BindContext } from '../expression/bindContext.ts';
import { bindFilterSegment, bindItemFilterSegment } from './bindFilterSegment.ts';
import { bindKey } from './bindKey.ts';
import { bindReportFunction } from './bindReportFunction.ts';
import { isIdentityCast, singleton, singletonSets } from '../bound/qualifiedName.ts';
import type { EntityResource, QueryTarget, Resource, ResourceKind } from '../bound/resource.ts';

/** The rest of the request that a segment may refer to. */
export interface SegmentScope {
  readonly options: readonly QueryOption[];
  readonly context: BindContext;
}

type Of<K extends ResourceKind> = Extract<Resource, { readonly kind: K }>;
/** A collection of entities: an entity set, or what a report function returns; both may be filtered. */
type Collection = Of<'entitySet'> | Of<'reportFunction'>;
type NameSegment = Extract<ResourceSegment, { readonly segment: 'name' }>;
type Step<K extends ResourceKind> = (
  resource: Of<K>,
  segment: ResourceSegment,
  scope: SegmentScope,
) => Resource | undefined;

function notSupported(what: string): ODataError {
  return new ODataError('notSupported', `${what} is valid OData but not supported by this service.`);
}

/** Rows of a series are computed, in no set, and have no address a reference could name. */
function checkReferable({ name, shape }: EntityType): void {
  if (shape !== 'series') return;
  throw new ODataError(
    'notSupported',
    `'/$ref' of this report is valid OData but not supported by this service: a report with a row for each day is computed, ` +
      `and its rows have no address. Read '${name}/$ref', that of the set.`,
  );
}

/** The key in parentheses; empty as long as an alias may have its value in a body that is not read. */
function keyOf(type: EntityType, key: readonly Argument[], { options, context }: SegmentScope): string {
  return context.awaitsBody === true ? '' : bindKey(type, key, options);
}

/** An entity set by name, with a key directly behind it or not. */
function setStep({ name, arguments: key }: NameSegment, scope: SegmentScope): Resource | undefined {
  const type = scope.context.model.find((candidate) => candidate.name === name);
  if (type === undefined) return undefined;
  if (key === undefined) return { kind: 'entitySet', type, filters: [] };
  return { kind: 'entity', type, key: keyOf(type, key, scope) };
}

/** `delta`, `delta()` or the same with namespace. */
function isDelta({ name, arguments: args }: NameSegment): boolean {
  return (name === 'delta' || localName(name) === 'delta') && (args === undefined || args.length === 0);
}

/** One entity of a collection, of the whole set or of a part of it. */
function member(collection: Collection, key: string): Resource {
  const { type, filters } = collection;
  if (collection.kind === 'entitySet' && filters.length === 0) return { kind: 'entity', type, key };
  const within = collection.kind === 'entitySet' ? { filters } : { filters, arguments: collection.arguments };
  return { kind: 'entity', type, key, within };
}

/** Segments behind a collection of entities that are names: an operation, a cast, or else a key (URL Conventions 4.01, 4.3.6). */
function nameInSet(set: Collection, segment: NameSegment, scope: SegmentScope): Resource {
  const { type, filters } = set;
  const { name, arguments: args } = segment;
  if (isIdentityCast(name, type)) return args === undefined ? set : member(set, keyOf(type, args, scope));
  if (isDelta(segment)) {
    if (set.kind === 'entitySet' && filters.length === 0) return { kind: 'delta', type };
    throw notSupported("The function 'delta' of a part of an entity set");
  }
  // What looks like a function is a key all the same when it is none.
  return member(set, checkEntityKey(segment.text ?? name, 'invalidPath'));
}

function propertyStep(entity: EntityResource, { name }: NameSegment): Resource | undefined {
  const { type, key, within } = entity;
  const base = { kind: 'property', type, key, ...(within && { within }), name } as const;
  if (name === 'id') return base;
  if (!Object.hasOwn(type.properties, name)) return undefined;
  const property = type.properties[name];
  return property === undefined ? undefined : { ...base, property };
}

/** `/$query` behind a resource. */
const queryStep = (target: QueryTarget, segment: ResourceSegment): Resource | undefined =>
  segment.segment === 'query' ? { kind: 'query', target } : undefined;

const rootStep: Step<'serviceDocument'> = (_resource, segment, scope) => {
  switch (segment.segment) {
    case 'metadata':
    case 'batch':
      return { kind: segment.segment };
    case 'all':
    case 'crossjoin':
      throw notSupported(`'$${segment.segment}'`);
    case 'name':
      if (segment.name === singleton.name && segment.arguments === undefined) return { kind: 'singleton' };
      return setStep(segment, scope);
    default:
      return undefined;
  }
};

const singletonStep: Step<'singleton'> = (resource, segment, scope) => {
  if (segment.segment !== 'name') return queryStep(resource, segment);
  const local = localName(segment.name);
  if (local === singleton.typeName && segment.arguments === undefined) return resource;
  const set = setStep(segment, { ...scope, context: { ...scope.context, model: singletonSets(scope.context.model) } });
  return set ?? bindReportFunction(local ?? segment.name, segment.arguments, scope);
};

const collectionStep = (set: Collection, segment: ResourceSegment, scope: SegmentScope): Resource | undefined => {
  const isSet = set.kind === 'entitySet';
  switch (segment.segment) {
    case 'name':
      return nameInSet(set, segment, scope);
    case 'key':
      return member(set, keyOf(set.type, segment.arguments, scope));
    case 'count':
      return isSet ? { ...set, kind: 'count' } : { ...set, kind: 'reportFunctionCount' };
    case 'ref':
      if (isSet) return { ...set, kind: 'references' };
      checkReferable(set.type);
      return { ...set, kind: 'reportFunctionReferences' };
    case 'filter':
      if (scope.context.awaitsBody === true) return set;
      return { ...set, filters: [...set.filters, bindFilterSegment(set.type, segment.condition, scope)] };
    case 'each':
      throw notSupported("The segment '$each', changing many entities at once,");
    default:
      return queryStep(set, segment);
  }
};

const entityStep: Step<'entity'> = (entity, segment) => {
  switch (segment.segment) {
    case 'name':
      if (segment.arguments !== undefined) return undefined;
      return isIdentityCast(segment.name, entity.type) ? entity : propertyStep(entity, segment);
    case 'ref':
      if (entity.within?.arguments !== undefined) checkReferable(entity.type);
      return { ...entity, kind: 'reference' };
    default:
      return queryStep(entity, segment);
  }
};

const propertySteps: Step<'property'> = (property, segment, scope) => {
  const isCollection = property.property?.collection === true;
  if (segment.segment === 'filter' && isCollection) {
    if (scope.context.awaitsBody === true) return property;
    const filter = bindItemFilterSegment(property.type, property.name, segment.condition, scope);
    return { ...property, itemFilters: [...(property.itemFilters ?? []), filter] };
  }
  if (segment.segment === 'value' && !isCollection) return { ...property, kind: 'propertyValue' };
  if (segment.segment === 'count' && isCollection) return { ...property, kind: 'propertyCount' };
  return queryStep(property, segment);
};

const end = (): undefined => undefined;

/** What may follow each kind of resource. */
const steps: { readonly [K in ResourceKind]: Step<K> } = {
  serviceDocument: rootStep,
  metadata: end,
  batch: end,
  singleton: singletonStep,
  entitySet: collectionStep,
  count: end,
  references: end,
  delta: (delta, segment) =>
    segment.segment === 'count' ? { ...delta, kind: 'deltaCount' } : queryStep(delta, segment),
  deltaCount: end,
  entity: entityStep,
  reference: end,
  property: propertySteps,
  propertyValue: end,
  propertyCount: end,
  reportFunction: collectionStep,
  reportFunctionCount: end,
  reportFunctionReferences: end,
  query: end,
};

/** The resource one segment further down; undefined when the segment means nothing there. */
export function bindSegment(resource: Resource, segment: ResourceSegment, scope: SegmentScope): Resource | undefined {
  // The row of a kind takes the resources of that kind.
  return (steps[resource.kind] as Step<ResourceKind>)(resource, segment, scope);
}
