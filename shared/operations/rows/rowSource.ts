import { applyTransformations, type RowPortions } from '../../bind/apply/applyTransformations.ts';
import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import { groupKey } from '../../bind/apply/groupKey.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { EntityQuery } from '../../store/contract/entityQuery.ts';
import { entityQueryOf } from './entityQueryOf.ts';
import type { OperationContext } from '../contract/operation.ts';

/** Rows that are made for an answer: no key finds them in a set, and they have no version. */
export interface MadeRows {
  readonly rows: RowPortions;
  /** A text of a row, before anything is computed over it, that no other of the rows has; rows that are equal in an order come by it. */
  readonly keyOf: (row: Row) => string;
}

/** Where the rows come from that the options behind `$apply` are about. */
export type RowSource =
  { readonly kind: 'stored'; readonly query: EntityQuery } | ({ readonly kind: 'made' } & MadeRows);

/**
 * The source of the rows of a query: storage as long as they are its entities, else what `$apply` makes of these, or of the
 * rows of `view` (Protocol 4.01, 11.2.1; Data Aggregation 4.0, section 3).
 */
export function rowSource(
  { store, scope }: Pick<OperationContext, 'store' | 'scope'>,
  type: EntityType,
  bound: BoundQuery,
  view?: MadeRows,
): RowSource {
  const { meter } = scope;
  if (view !== undefined) {
    const rows = applyTransformations(bound.apply ?? [], view.rows, meter);
    const isView = bound.shape.entityType !== undefined;
    return { kind: 'made', rows, keyOf: isView ? view.keyOf : groupKey([...bound.shape.columns.values()], meter) };
  }
  const { query, rest } = entityQueryOf(bound, meter);
  if (rest.length === 0) return { kind: 'stored', query };
  const rows = applyTransformations(rest, store.scan(scope, type, query), meter);
  return { kind: 'made', rows, keyOf: groupKey([...bound.shape.columns.values()], meter) };
}
