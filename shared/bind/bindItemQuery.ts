import { junction } from '../expression/junction.ts';
import type { TypedExpression } from '../expression/typedExpression.ts';
import type { QueryOption } from '../url/syntaxTree.ts';
import { itemVariable } from './bindCollectionStep.ts';
import { bindItemSearch } from './bindItemSearch.ts';
import { bindCondition } from './bindOperator.ts';
import { bindOrderBy } from './bindOrderBy.ts';
import type { BindScope } from './bindScope.ts';
import type { ItemQuery } from './boundQuery.ts';
import { findOption } from './findOption.ts';
import { readCount } from './readCount.ts';

/**
 * Binds the options of a collection of values, whose items are `$it` or `$this` (URL Conventions 4.01, 5.1.1.14.4 and
 * 5.1.1.14.6). The options must have been checked.
 */
export function bindItemQuery(
  collection: TypedExpression,
  options: readonly QueryOption[],
  scope: BindScope,
): ItemQuery {
  const item = itemVariable(collection, { ...scope, variables: new Map() });
  const within: BindScope = { ...scope, variables: new Map([['$it', item] as const, ['$this', item] as const]) };
  const filter = findOption(options, 'filter');
  const search = findOption(options, 'search');
  const conditions = [
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
