import type { BoundQuery, ItemQuery } from '../../bind/bound/boundQuery.ts';
import type { Column } from '../../bind/bound/rowShape.ts';

/** What a query returns of each row. */
export type Projection = Pick<BoundQuery, 'shape' | 'select'>;

/** A column of an answer, with the options `$select` gives a collection. */
export interface Projected {
  readonly column: Column;
  readonly items?: ItemQuery;
}

/** The columns of an answer: all there are in documented order, or those `$select` names. */
export function projectedColumns({ shape, select }: Projection): readonly Projected[] {
  if (select === undefined) return [...shape.columns.values()].map((column) => ({ column }));
  return select.flatMap((item) => (item.kind === 'column' ? [item] : []));
}
