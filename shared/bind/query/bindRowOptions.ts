import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import { bindApply } from '../apply/bindApply.ts';
import { bindCompute } from '../apply/bindCompute.ts';
import { bindCondition } from '../expression/bindOperator.ts';
import { bindOrderBy } from './bindOrderBy.ts';
import { bindSearch } from '../expression/bindSearch.ts';
import { bindSelect } from './bindSelect.ts';
import type { BindScope } from '../expression/bindScope.ts';
import type { BoundQuery, BoundTransformation } from '../bound/boundQuery.ts';
import { findOption } from './findOption.ts';
import { readCount } from './readCount.ts';

type Part = Partial<BoundQuery>;

/** `$apply` and the conditions of the path before it; the rows after it. */
function applyPart(options: readonly QueryOption[], scope: BindScope, pathFilters: readonly TypedExpression[]) {
  const option = findOption(options, 'apply');
  if (option === undefined) return { part: {}, shape: scope.shape, filters: pathFilters };
  const { apply, shape } = bindApply(option.transformations, { ...scope, target: '$apply' });
  const before: BoundTransformation[] = pathFilters.map((condition) => ({ kind: 'filter', condition }));
  return { part: { apply: [...before, ...apply] } satisfies Part, shape, filters: [] };
}

function filterPart(options: readonly QueryOption[], scope: BindScope, filters: readonly TypedExpression[]): Part {
  const option = findOption(options, 'filter');
  const own = option === undefined ? [] : [bindCondition(option.condition, { ...scope, target: '$filter' })];
  const all = [...filters, ...own];
  return all.length === 0 ? {} : { filter: junction('and', all) };
}

function pagePart(options: readonly QueryOption[]): Part {
  const [skip, top] = [readCount(options, 'skip'), readCount(options, 'top')];
  const count = findOption(options, 'count');
  return {
    ...(skip !== undefined && { skip }),
    ...(top !== undefined && { top }),
    ...(count !== undefined && { count: count.value }),
  };
}

/**
 * Binds the options that say which rows a result has and what is in them, in the order they are evaluated, each against
 * the rows the one before it leaves (Protocol 4.01, 11.2.1). `pathFilters` are the conditions of `/$filter` segments.
 */
export function bindRowOptions(
  options: readonly QueryOption[],
  scope: BindScope,
  pathFilters: readonly TypedExpression[],
): BoundQuery {
  const applied = applyPart(options, scope, pathFilters);
  const compute = findOption(options, 'compute');
  const { columns, shape } = bindCompute(compute?.items ?? [], { ...scope, shape: applied.shape, target: '$compute' });
  const within = { ...scope, shape };
  const search = findOption(options, 'search');
  const orderby = findOption(options, 'orderby');
  const select = findOption(options, 'select');
  return {
    shape,
    ...applied.part,
    compute: columns,
    ...filterPart(options, within, applied.filters),
    ...(search && { search: bindSearch(search.search, shape) }),
    orderby: orderby === undefined ? [] : bindOrderBy(orderby.items, { ...within, target: '$orderby' }),
    ...pagePart(options),
    expand: [],
    ...(select && { select: bindSelect(select.items, { ...within, target: '$select' }) }),
  };
}
