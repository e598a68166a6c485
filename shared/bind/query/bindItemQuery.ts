import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import { bindItemSearch } from '../expression/bindItemSearch.ts';
import { bindCondition } from '../expression/bindOperator.ts';
import { bindOrderBy } from './bindOrderBy.ts';
import type { BindScope } from '../expression/bindScope.ts';
import type { ItemQuery } from '../bound/boundQuery.ts';
import { findOption } from './findOption.ts';
import { itemScope, itemVariable } from '../expression/itemScope.ts';
import { readCount } from './readCount.ts';

/** The items of a collection of values, what `$it` is in their options, and the conditions of `/$filter` segments. */
export interface ItemSource {
  readonly collection: TypedExpression;
  /** `item` where the request addresses the collection itself; else what it addresses. */
  readonly it: 'item' | 'addressed';
  readonly filters?: readonly TypedExpression[];
}

/**
 * Binds the options of a collection of values, whose items are `$this` (URL Conventions 4.01, 5.1.1.14.4 and 5.1.1.14.6).
 * The options must have been checked.
 */
export function bindItemQuery(
  { collection, it, filters = [] }: ItemSource,
  options: readonly QueryOption[],
  scope: BindScope,
): ItemQuery {
  const item = itemVariable(collection, scope);
  const within = it === 'item' ? itemScope(item, scope, item) : itemScope(item, scope);
  const filter = findOption(options, 'filter');
  const search = findOption(options, 'search');
  const conditions = [
    ...filters,
    ...(filter === undefined ? [] : [bindCondition(filter.condition, { ...within, target: '$filter' })]),
    ...(search === undefined ? [] : [bindItemSearch(search.search, item)]),
  ];
  const orderby = findOption(options, 'orderby');
  const [top, skip] = [readCount(options, 'top'), readCount(options, 'skip')];
  const count = findOption(options, 'count');
  return {
    ...(conditions.length > 0 && { filter: junction('and', conditions) }),
    orderby: orderby === undefined ? [] : bindOrderBy(orderby.items, { ...within, target: '$orderby' }),
    ...(skip !== undefined && { skip }),
    ...(top !== undefined && { top }),
    ...(count && { count: count.value }),
  };
}
