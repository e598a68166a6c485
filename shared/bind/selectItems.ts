import type { EdmValue } from '../edm/edmValue.ts';
import { compareValues } from '../expression/compareValues.ts';
import { compileItemExpression } from '../expression/compileExpression.ts';
import type { Row } from '../expression/typedExpression.ts';
import type { ItemQuery, OrderTerm } from './boundQuery.ts';

/** The items that are left, in order, and how many there were before `$skip` and `$top`, if that is asked for. */
export interface SelectedItems<V> {
  readonly items: readonly V[];
  readonly count?: number;
}

function itemOrder(terms: readonly OrderTerm[]): (left: EdmValue, right: EdmValue, row: Row) => number {
  const compiled = terms.map(({ expression, descending }) => ({
    read: compileItemExpression(expression),
    compare: compareValues(expression.type),
    sign: descending ? -1 : 1,
  }));
  return (left, right, row) => {
    for (const { read, compare, sign } of compiled) {
      const order = compare(read(left, row), read(right, row));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

/** Carries out the options of a collection-valued property of a row. Compile once, use for every entity. */
export function selectItems<V extends EdmValue>(query: ItemQuery): (items: readonly V[], row: Row) => SelectedItems<V> {
  const { filter, orderby, skip = 0, top = Infinity, count } = query;
  const passes = filter === undefined ? undefined : compileItemExpression(filter);
  const order = orderby.length === 0 ? undefined : itemOrder(orderby);
  return (all, row) => {
    const filtered = passes === undefined ? all : all.filter((item) => passes(item, row) === true);
    const ordered = order === undefined ? filtered : [...filtered].sort((left, right) => order(left, right, row));
    const items = ordered.slice(skip, skip + top);
    return count === true ? { items, count: filtered.length } : { items };
  };
}
