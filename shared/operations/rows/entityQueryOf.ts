import type { BoundQuery, BoundTransformation, ComputedColumn } from '../../bind/bound/boundQuery.ts';
import { computeColumns } from '../../bind/apply/computeColumns.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { EntityQuery } from '../../store/contract/entityQuery.ts';

/** A query as storage can answer it, and what of `$apply` is left to do with its rows. */
export interface StoredQuery {
  readonly query: EntityQuery;
  /** From the first transformation that makes new rows on; empty when the rows are the entities themselves. */
  readonly rest: readonly BoundTransformation[];
}

function all(terms: readonly TypedExpression[]): TypedExpression | undefined {
  const [first] = terms;
  return terms.length < 2 ? first : { kind: 'and', type: 'Edm.Boolean', operands: terms };
}

/** The conditions of a query: `$filter` and `$search`. */
function conditions({ filter, search }: BoundQuery): readonly TypedExpression[] {
  return [filter, search].filter((term) => term !== undefined);
}

/** Splits a query into what storage reads and what is computed from that (Protocol 4.01, 11.2.1, the order of options). */
export function entityQueryOf(bound: BoundQuery, meter: Meter): StoredQuery {
  const filters: TypedExpression[] = [];
  const columns: ComputedColumn[] = [];
  const { apply = [] } = bound;
  let done = 0;
  for (const step of apply) {
    if (step.kind === 'groupby') break;
    if (step.kind === 'filter') filters.push(step.condition);
    else columns.push(...step.columns);
    done += 1;
  }
  const rest = apply.slice(done);
  if (rest.length === 0) {
    columns.push(...bound.compute);
    filters.push(...conditions(bound));
  }
  const filter = all(filters);
  return {
    rest,
    query: {
      orderby: rest.length === 0 ? bound.orderby : [],
      ...(filter !== undefined && { filter }),
      ...(columns.length > 0 && {
        toRow: computeColumns(columns, meter),
        columns: columns.map(({ expression }) => expression),
      }),
    },
  };
}
