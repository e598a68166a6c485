import type { EdmTypeName, ValueTypeName } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Search, TypedExpression } from '../../expression/typedExpression.ts';
import type { Column, RowShape } from './rowShape.ts';

/** A column made by `$compute`, or by the transformation of that name. */
export interface ComputedColumn {
  readonly name: string;
  readonly type: ValueTypeName;
  readonly expression: TypedExpression;
}

/** One term of `$orderby`; null comes first in ascending order. */
export interface OrderTerm {
  readonly expression: TypedExpression;
  readonly descending: boolean;
}

/** What is done with the items of a collection of values; expressions refer to the item as the variable in slot 0. */
export interface ItemQuery {
  readonly filter?: TypedExpression;
  readonly orderby: readonly OrderTerm[];
  readonly skip?: number;
  readonly top?: number;
  readonly count?: boolean;
}

/** One column that `$select` names, or a navigation property of the singleton, whose link is asked for. */
export type SelectItem =
  | { readonly kind: 'column'; readonly column: Column; readonly items?: ItemQuery }
  | { readonly kind: 'navigation'; readonly name: string };

/** A resource path and its query options, decoded, without `$skiptoken`. */
export interface Address {
  readonly path: string;
  readonly options: readonly string[];
  /** The options came in a body, and stand in no link as they are: they may hold a name. */
  readonly isHidden?: true;
}

/** One entity set that `$expand` puts into the singleton. */
export interface ExpandItem {
  readonly type: EntityType;
  readonly form: 'entities' | 'references' | 'count';
  readonly query: BoundQuery;
  /** The same rows as a request of their own, for the link to their next page. */
  readonly address: Address;
}

/** The standard aggregation methods (Data Aggregation 4.0, 3.2.1.4), and `$count`. */
export type AggregationMethod = 'sum' | 'min' | 'max' | 'average' | 'countdistinct' | 'count';

export interface Aggregate {
  readonly name: string;
  readonly type: EdmTypeName;
  readonly method: AggregationMethod;
  /** What is aggregated; absent for `$count`. */
  readonly expression?: TypedExpression;
}

/** A transformation of one row at a time. */
export type RowTransformation =
  | { readonly kind: 'filter'; readonly condition: TypedExpression }
  | { readonly kind: 'compute'; readonly columns: readonly ComputedColumn[] };

/**
 * A transformation of `$apply`. `aggregate(...)` is a groupby of no columns; it gives one row even for no input. `each`
 * is applied to the rows of every group before they are aggregated.
 */
export type BoundTransformation =
  | RowTransformation
  | {
      readonly kind: 'groupby';
      readonly columns: readonly Column[];
      readonly each: readonly RowTransformation[];
      readonly aggregates: readonly Aggregate[];
    };

/**
 * The query options of a request, typed. They are evaluated in the order $apply, $compute, $search and $filter, $count,
 * $orderby, $skip, $top, $expand, $select (Protocol 4.01, 11.2.1).
 */
export interface BoundQuery {
  /** The names and types of the rows after $apply and $compute. */
  readonly shape: RowShape;
  /** Absent without $apply; the conditions of `/$filter` segments come first in it. */
  readonly apply?: readonly BoundTransformation[];
  readonly compute: readonly ComputedColumn[];
  /** $filter and, without $apply, the conditions of `/$filter` segments. */
  readonly filter?: TypedExpression;
  readonly search?: Search;
  readonly orderby: readonly OrderTerm[];
  readonly skip?: number;
  readonly top?: number;
  readonly count?: boolean;
  readonly expand: readonly ExpandItem[];
  /** Absent: every column. */
  readonly select?: readonly SelectItem[];
  /** For a property that is a collection: the options apply to its items. */
  readonly items?: ItemQuery;
  readonly format?: string;
  readonly skiptoken?: string;
  readonly deltatoken?: string;
}
