import { computeColumns } from '../../bind/apply/computeColumns.ts';
import type { ExpandItem } from '../../bind/bound/boundQuery.ts';
import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { SingletonResource } from '../../bind/bound/resource.ts';
import { ODataError } from '../../errors/odataError.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { expressionText } from '../../expression/expressionText.ts';
import { pageCharacters, rowCharacters } from '../../expression/rowCharacters.ts';
import { resolveEntitySets } from '../../expression/resolveEntitySets.ts';
import type { EntitySetAggregate } from '../../expression/typedExpression.ts';
import { countRows } from '../rows/countRows.ts';
import type { Operation, OperationContext } from '../contract/operation.ts';
import { readFirst } from '../rows/readFirst.ts';
import { readRows } from '../rows/readRows.ts';
import type { ExpandedSet } from '../contract/result.ts';

/** any, all or $count over an entity set: all is the absence of an entity for which the condition is not true. */
async function aggregate(context: OperationContext, item: EntitySetAggregate): Promise<boolean | bigint> {
  const { store, scope } = context;
  const { entityType, condition } = item;
  const matching = condition === undefined ? {} : { filter: condition };
  if (item.aggregate === 'count') return BigInt(await store.count(scope, entityType, { orderby: [], ...matching }));
  if (item.aggregate === 'any')
    return (await readFirst(context, entityType, { orderby: [], ...matching })) !== undefined;
  if (condition === undefined) return true;
  const violated = comparison('ne', condition, constant('Edm.Boolean', true), scope.meter);
  return (await readFirst(context, entityType, { orderby: [], filter: violated })) === undefined;
}

/** Expands a set, as far as there is room for the characters of its rows, but one of them at least. */
async function expand(
  context: OperationContext,
  item: ExpandItem,
  maxpagesize: number | undefined,
  characters: number,
): Promise<ExpandedSet> {
  if (item.form === 'count')
    return { item, page: { rows: [], total: await countRows(context, item.type, item.query) } };
  return {
    item,
    page: await readRows(context, item.type, item.query, { address: item.address, maxpagesize, characters }),
  };
}

/** Most different aggregates of entity sets in one request: each reads a set, equal ones read it once. */
const mostAggregates = 12;

function tooMany(target: '$compute' | '$expand'): never {
  throw new ODataError(
    'tooManyTermsInQuery',
    `The request has more than ${mostAggregates} different aggregates of entity sets, counts of $expand included. Ask for some of them in another request.`,
    { target },
  );
}

/** True for an expanded set that is counted, which reads all of it. */
function isCounted({ form, query }: ExpandItem): boolean {
  return form === 'count' || query.count === true;
}

/** GET of the singleton, with `$compute` over its entity sets and `$expand` (Protocol 4.01, 11.2.5.2). */
export const readSingleton: Operation<SingletonResource> = async ({ query, preferences }, context) => {
  const left = mostAggregates - query.expand.filter(isCounted).length;
  if (left < 0) tooMany('$expand');
  const columns = [];
  const known = new Map<string, boolean | bigint>();
  const valueOf = async (item: EntitySetAggregate): Promise<boolean | bigint> => {
    const text = expressionText(item);
    const value = known.get(text) ?? (known.size < left ? await aggregate(context, item) : tooMany('$compute'));
    known.set(text, value);
    return value;
  };
  for (const column of query.compute) {
    const expression = await resolveEntitySets(column.expression, valueOf);
    columns.push({ ...column, expression });
  }
  const expanded: ExpandedSet[] = [];
  let room = pageCharacters;
  for (const item of query.expand) {
    const set = await expand(context, item, preferences.maxpagesize, room);
    expanded.push(set);
    room -= set.page.rows.reduce((sum, { row }) => sum + rowCharacters(row), 0);
  }
  const row = computeColumns(columns, context.scope.meter)({ id: singleton.name });
  return { kind: 'singleton', query, row, expanded };
};
