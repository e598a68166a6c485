import type { EdmValue } from '../../edm/edmValue.ts';
import { compareValues } from '../../expression/compareValues.ts';
import { compileItemExpression } from '../../expression/compileExpression.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { ItemQuery, OrderTerm } from './boundQuery.ts';

/** The items that are left, in order, and how many there were before `$skip` and `$top`, if that is asked for. */
export interface SelectedItems<V> {
  readonly items: readonly V[];
  readonly count?: number;
}

/** Sorts items, each of which is evaluated once. */
function sorter<V extends EdmValue>(terms: readonly OrderTerm[], meter: Meter): (items: readonly V[], row: Row) => V[] {
  const compiled = terms.map(({ expression, descending }) => ({
    read: compileItemExpression(expression, meter),
    compare: compareValues(expression.type),
    sign: descending ? -1 : 1,
  }));
  return (items, row) => {
    const keyed = items.map((item) => ({ item, keys: compiled.map(({ read }) => read(item, row)) }));
    keyed.sort((left, right) => {
      for (const [at, { compare, sign }] of compiled.entries()) {
        const order = compare(left.keys[at] ?? null, right.keys[at] ?? null);
        if (order !== 0) return order * sign;
      }
      return 0;
    });
    return keyed.map(({ item }) => item);
  };
}

/** Carries out the options of a collection-valued property of a row. Compile once, use for every entity. */
export function selectItems<V extends EdmValue>(
  query: ItemQuery,
  meter: Meter,
): (items: readonly V[], row: Row) => SelectedItems<V> {
  const { filter, orderby, skip = 0, top = Infinity, count } = query;
  const passes = filter === undefined ? undefined : compileItemExpression(filter, meter);
  const sort = orderby.length === 0 ? undefined : sorter<V>(orderby, meter);
  return (all, row) => {
    const filtered = passes === undefined ? all : all.filter((item) => passes(item, row) === true);
    const ordered = sort === undefined ? filtered : sort(filtered, row);
    const items = ordered.slice(skip, skip + top);
    return count === true ? { items, count: filtered.length } : { items };
  };
}
