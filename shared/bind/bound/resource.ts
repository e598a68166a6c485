import type { EntityType, Property } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';

/** A whole entity set, or what `/$filter(...)` segments leave of it (URL Conventions 4.01, 4.12). */
interface SetPart {
  readonly type: EntityType;
  /** Conditions of `/$filter(...)` segments, all of which must be true. */
  readonly filters: readonly TypedExpression[];
}

/** The part of an entity set an entity must be in to be found: what `/$filter(...)` leaves of the set or of a report. */
export interface Within {
  readonly filters: readonly TypedExpression[];
  /** Those of the report function whose result it is; absent for the set itself. */
  readonly arguments?: ReportArguments;
}

interface EntityPart {
  readonly type: EntityType;
  readonly key: string;
  /** Absent where the whole set is addressed; what is addressed so can be read and not written. */
  readonly within?: Within;
}

interface PropertyPart extends EntityPart {
  readonly name: string;
  /** The declaration; absent for the key property. */
  readonly property?: Property;
  /** Conditions of `/$filter(...)` segments on the items of a collection, which are the variable in slot 0. */
  readonly itemFilters?: readonly TypedExpression[];
}

/** The parameters of a report function that were given, checked. */
export interface ReportArguments {
  /** `D7`, `D30` and others, or `ALL`. */
  readonly period?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** Of the columns, where Microsoft Graph has two; it decides which periods there are. */
  readonly version?: string;
}

interface ReportPart extends SetPart {
  readonly arguments: ReportArguments;
}

export interface EntitySetResource extends SetPart {
  readonly kind: 'entitySet';
}

export interface EntityResource extends EntityPart {
  readonly kind: 'entity';
  /** Addressed as `$entity?$id=...`. */
  readonly byId?: true;
}

export interface SingletonResource {
  readonly kind: 'singleton';
  readonly byId?: true;
}

/** What a resource path addresses; `kind` is what the table of operations dispatches on. */
export type Resource =
  | { readonly kind: 'serviceDocument' | 'metadata' | 'batch' }
  | SingletonResource
  | EntitySetResource
  /** `SET/$count`. */
  | (SetPart & { readonly kind: 'count' })
  /** `SET/$ref`. */
  | (SetPart & { readonly kind: 'references' })
  /** `SET/delta`, the change tracking of Microsoft Graph. */
  | { readonly kind: 'delta'; readonly type: EntityType }
  /** `SET/delta/$count`. */
  | { readonly kind: 'deltaCount'; readonly type: EntityType }
  | EntityResource
  /** `SET('key')/$ref`. */
  | (EntityPart & { readonly kind: 'reference' })
  | (PropertyPart & { readonly kind: 'property' })
  /** `SET('key')/property/$value`. */
  | (PropertyPart & { readonly kind: 'propertyValue' })
  /** `SET('key')/property/$count` of a collection. */
  | (PropertyPart & { readonly kind: 'propertyCount' })
  | (ReportPart & { readonly kind: 'reportFunction' })
  /** `reports/getX(...)/$count`. */
  | (ReportPart & { readonly kind: 'reportFunctionCount' })
  /** `reports/getX(...)/$ref`. */
  | (ReportPart & { readonly kind: 'reportFunctionReferences' })
  /** `.../$query`: a POST that stands for a GET of `target` (URL Conventions 4.01, 4.17; Protocol 4.01, 11.2.9). */
  | { readonly kind: 'query'; readonly target: QueryTarget };

export type ResourceKind = Resource['kind'];

/** What `/$query` may be appended to. */
export type QueryTarget = Extract<
  Resource,
  { readonly kind: 'singleton' | 'entitySet' | 'delta' | 'entity' | 'property' | 'reportFunction' }
>;
