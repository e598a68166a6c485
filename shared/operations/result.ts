import type { BoundQuery, ExpandItem } from '../bind/boundQuery.ts';
import type { SelectedItems } from '../bind/selectItems.ts';
import type { EdmPrimitive } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { Row } from '../expression/typedExpression.ts';
import type { StoredEntity } from '../store/storedEntity.ts';

interface OfEntity {
  readonly type: EntityType;
  readonly stored: StoredEntity;
}

/** `name` is `id` or a declared property. */
interface OfProperty extends OfEntity {
  readonly name: string;
}

/** One row of a collection: an entity, or what `$apply` made. */
export interface ResultRow {
  readonly stored?: StoredEntity;
  readonly row: Row;
}

/** A page of a collection. */
export interface ResultPage {
  readonly rows: readonly ResultRow[];
  /** The total of `$count=true`. */
  readonly total?: number;
  /** Present when there is a next page. */
  readonly skiptoken?: string;
}

/** One entity set expanded into the singleton. */
export interface ExpandedSet {
  readonly item: ExpandItem;
  readonly page: ResultPage;
}

/** What an operation may come to, by kind, before it is represented in the format of the answer. */
interface Results {
  serviceDocument: unknown;
  metadata: unknown;
  entity: OfEntity & { readonly query: BoundQuery; readonly row: Row };
  /**
   * An entity that was written; `created` tells whether the key was new, `known` whether the caller knows its whole new
   * state without an answer.
   */
  written: OfEntity & { readonly created: boolean; readonly known: boolean };
  /** `items` is what the options leave of a collection. */
  property: OfProperty & { readonly items?: SelectedItems<EdmPrimitive> };
  propertyValue: OfProperty;
  reference: OfEntity;
  collection: { readonly type: EntityType; readonly query: BoundQuery; readonly page: ResultPage };
  /** A whole collection for CSV: pieces are read as the answer is written. `name` says what it holds. */
  csv: {
    readonly type: EntityType;
    readonly query: BoundQuery;
    readonly name: string;
    readonly pieces: AsyncIterable<readonly ResultRow[]>;
  };
  references: { readonly type: EntityType; readonly page: ResultPage };
  /** A number of things, as plain text (Protocol 4.01, 11.2.10). */
  count: { readonly total: number };
  singleton: { readonly query: BoundQuery; readonly row: Row; readonly expanded: readonly ExpandedSet[] };
  /** The entity has the version the caller knows. */
  notModified: { readonly stored: StoredEntity };
  /** Nothing to say; `stored` when there is an entity tag. */
  noContent: { readonly stored?: StoredEntity; readonly known?: boolean; readonly preferenceApplied?: string };
}

/** The result of an operation. */
export type Result<K extends keyof Results = keyof Results> = { [N in K]: { readonly kind: N } & Results[N] }[K];

export type ResultKind = keyof Results;
