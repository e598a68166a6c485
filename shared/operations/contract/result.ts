import type { BoundQuery, ExpandItem } from '../../bind/bound/boundQuery.ts';
import type { SelectedItems } from '../../bind/bound/selectItems.ts';
import type { EdmPrimitive } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { FoundEntity } from './foundEntity.ts';
import type { ItemOutcome } from './itemOutcome.ts';

interface OfEntity {
  readonly type: EntityType;
  readonly stored: StoredEntity;
}

interface OfFound {
  readonly type: EntityType;
  readonly found: FoundEntity;
}

/** `name` is `id` or a declared property. */
interface OfProperty extends OfFound {
  readonly name: string;
}

/** One row of a collection: an entity, or what was made: by `$apply`, or as a row of a view. */
export interface ResultRow {
  readonly stored?: StoredEntity;
  readonly row: Row;
}

/** Where a follower reads what changes from now on. */
export interface Tracked {
  readonly deltatoken: string;
  /** By the clock of storage, in milliseconds since the epoch: every change stamped before has been told. */
  readonly since: number;
}

/** A page of a collection. */
export interface ResultPage {
  readonly rows: readonly ResultRow[];
  /** The total of `$count=true`. */
  readonly total?: number;
  /** Present when there is a next page. */
  readonly skiptoken?: string;
  /** Present on the last page when changes are tracked. */
  readonly tracked?: Tracked;
  /** `maxpagesize` was not applied, because no link could lead to further pages. */
  readonly isUndivided?: true;
  /** The pages lead to a delta link. */
  readonly isTracked?: true;
}

/** A change as the tracked query shows it: an entity as it is now, or one that is no longer in the result. */
export type ChangedItem =
  | { readonly kind: 'changed'; readonly stored: StoredEntity; readonly row: Row }
  | { readonly kind: 'removed'; readonly key: string; readonly reason: 'changed' | 'deleted' };

/** A page of changes with a token for the next page, or on the last one for the changes to come. */
export interface ChangedPage {
  readonly items: readonly ChangedItem[];
  readonly skiptoken?: string;
  readonly tracked?: Tracked;
}

/** An item of a delta payload and what became of it. */
export interface UpsertedItem {
  /** Absent when the item has no key an entity could have. */
  readonly key?: string;
  readonly outcome: ItemOutcome;
  /** The entity as it stands after the whole request, if there is one. */
  readonly stored?: StoredEntity;
  /** The annotation Core.ContentID of the item by the name it was given. */
  readonly contentId?: readonly [name: string, value: string];
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
  entity: OfFound & { readonly query: BoundQuery; readonly row: Row };
  /**
   * An entity that was written; `created` tells whether the key was new, `known` whether the caller knows its whole new
   * state without an answer. `isOlder` is there under keep-newer: true when what is stored was kept because it is newer;
   * `isForgotten`: a pseudonym took the place of names.
   */
  written: OfEntity & {
    readonly created: boolean;
    readonly known: boolean;
    readonly isOlder?: boolean;
    readonly isForgotten?: true;
  };
  /** `items` is what the options leave of a collection. */
  property: OfProperty & { readonly items?: SelectedItems<EdmPrimitive> };
  propertyValue: OfProperty;
  reference: OfEntity;
  /** Of the set, or of a view of it, whose rows are in no set. */
  collection: {
    readonly type: EntityType;
    readonly query: BoundQuery;
    readonly page: ResultPage;
    readonly isView?: boolean;
  };
  /** What changed since a delta link was given. */
  changes: { readonly type: EntityType; readonly query: BoundQuery; readonly page: ChangedPage };
  /** A delta payload that was carried out; `isEach` when every item was for itself, `keepsNewer` under that preference. */
  upserted: {
    readonly type: EntityType;
    readonly query: BoundQuery;
    readonly items: readonly UpsertedItem[];
    readonly isEach: boolean;
    readonly keepsNewer: boolean;
    /** Nothing was written: it is told what would become of the items. */
    readonly isDryRun: boolean;
  };
  /** A whole collection for CSV: pieces are read as the answer is written. `name` says what it holds. */
  csv: {
    readonly type: EntityType;
    readonly query: BoundQuery;
    readonly name: string;
    readonly pieces: AsyncIterable<readonly ResultRow[]>;
    /** The rows are entities of the set, and their ids part of the file. */
    readonly hasIds?: true;
  };
  references: { readonly type: EntityType; readonly page: ResultPage };
  /** A number of things, as plain text (Protocol 4.01, 11.2.10). */
  count: { readonly total: number };
  singleton: { readonly query: BoundQuery; readonly row: Row; readonly expanded: readonly ExpandedSet[] };
  /** The answers to the requests of a batch, written in its format. */
  batch: { readonly contentType: string; readonly body: string; readonly preferenceApplied?: string };
  /** The entity has the version the caller knows. */
  notModified: { readonly stored: StoredEntity };
  /** Nothing to say; `stored` when there is an entity tag. */
  noContent: { readonly stored?: StoredEntity; readonly known?: boolean; readonly preferenceApplied?: string };
}

/** The result of an operation. */
export type Result<K extends keyof Results = keyof Results> = { [N in K]: { readonly kind: N } & Results[N] }[K];

export type ResultKind = keyof Results;
