import type { Entity } from '../../edm/entityType.ts';
import type { KeptRows } from '../../expression/cost/keptRows.ts';
import type { Row, TypedExpression } from '../../expression/typedExpression.ts';
import type { StoredEntity } from './storedEntity.ts';

/** One key of an order; null comes first when ascending (Protocol 4.01, 11.2.6.2). */
export interface SortKey {
  readonly expression: TypedExpression;
  readonly descending: boolean;
}

/**
 * Which entities of a set, and in which order. Entities that are equal in the order come by the parts of the index that has it, then
 * by id: in the same order on every page, and in no other that is promised.
 */
export interface EntityQuery {
  readonly filter?: TypedExpression;
  readonly orderby: readonly SortKey[];
  /** What expressions are evaluated over: the entity itself unless `$compute` adds columns. */
  readonly toRow?: (entity: Entity) => Row;
  /** What `toRow` evaluates. */
  readonly columns?: readonly TypedExpression[];
}

/** A place in the result of a query, opaque to all but the plan that made it. */
export type Position = readonly string[];

/** Which part of the result of a query is wanted. */
export interface PageRequest {
  /** The place to go on behind; the beginning unless given. */
  readonly after?: Position;
  /** Entities to pass over first. */
  readonly skip: number;
  /** Most entities to return, at least 0. */
  readonly limit: number;
  /** The caller wants no more than these, so nothing is read to learn whether more follow. */
  readonly complete: boolean;
  /** Hardly any row may be of the result: where rows are judged, as many are asked for as an answer holds. */
  readonly isRare?: boolean;
  /** Characters of its rows, computed values included, at which a page ends; `pageCharacters` unless given. */
  readonly characters?: number;
  /** Where its rows are counted; it ends when there is no room for more. */
  readonly kept?: KeptRows;
}

/** Which part of a result is wanted that is read to its end. */
export interface EntityStream {
  /** Entities to pass over first. */
  readonly skip: number;
  /** Most entities to return; all unless given. */
  readonly top?: number;
}

/** A part of a result; `next` is present when there may be more, with the entities still to be passed over. */
export interface EntityPage {
  readonly entities: readonly StoredEntity[];
  /** The rows expressions were evaluated over, one for each of the entities. */
  readonly rows: readonly Row[];
  readonly next?: { readonly position: Position; readonly skip: number };
  /** Entities of the whole result, where reading the page took a look at all of them. */
  readonly total?: number;
}
