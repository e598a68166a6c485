import type { BoundQuery, OrderTerm } from '../../bind/bound/boundQuery.ts';
import type { ReportArguments } from '../../bind/bound/resource.ts';
import { entityShape, type Column } from '../../bind/bound/rowShape.ts';
import type { EntityType, ReportFunction } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant, nullConstant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import type { OperationContext } from '../contract/operation.ts';

/** The rows a call of a report function stands for, as a query over the entity set. */
export interface ReportQuery {
  readonly query: BoundQuery;
  /** The date of the report that was chosen; undefined when there is none. */
  readonly refreshDate: string | undefined;
}

/** A call of a report function. */
export interface ReportCall {
  readonly type: EntityType;
  readonly arguments: ReportArguments;
  readonly query: BoundQuery;
  /** The date the first page was of. */
  readonly anchor?: string | undefined;
}

function declared(type: EntityType): ReportFunction {
  if (type.reportFunction === undefined) throw new Error(`${type.name} has no report function`);
  return type.reportFunction;
}

function column(type: EntityType, name: string): Column {
  const found = entityShape(type).columns.get(name);
  if (found === undefined) throw new Error(`${type.name} has no property ${name}`);
  return found;
}

/** The rows of the days asked for: `7` for D7. */
function ofPeriod(type: EntityType, { period }: ReportArguments, meter: Meter): readonly TypedExpression[] {
  const property = declared(type).period;
  if (period === undefined || property === undefined) return [];
  return [comparison('eq', column(type, property), constant('Edm.String', period.slice(1)), meter)];
}

/** The newest date of a report for the period: the first row of the index, read from its end. */
async function newestDate(
  { store, scope }: OperationContext,
  type: EntityType,
  chosen: ReportArguments,
): Promise<string | undefined> {
  const { refreshDate } = declared(type);
  const date = column(type, refreshDate);
  const filter = junction('and', [
    comparison('ne', date, nullConstant, scope.meter),
    ...ofPeriod(type, chosen, scope.meter),
  ]);
  const query = { filter, orderby: [{ expression: date, descending: true }] };
  let after: Position | undefined;
  do {
    // A page may end before it has found anything.
    const page = await store.page(scope, type, query, { skip: 0, limit: 1, complete: true, ...(after && { after }) });
    const value = page.entities[0]?.entity[refreshDate];
    if (typeof value === 'string') return value;
    after = page.next?.position;
  } while (after !== undefined);
  return undefined;
}

/** Newest day first, unless the caller orders the rows or makes others of them. */
function orderOf(type: EntityType, { orderby, apply }: BoundQuery): readonly OrderTerm[] {
  const { newestFirst } = declared(type);
  if (newestFirst === undefined || orderby.length > 0 || apply !== undefined) return orderby;
  return [{ expression: column(type, newestFirst), descending: true }];
}

/**
 * The rows of a report as Microsoft Graph has them: those of the newest refresh date there is for a period, or of the
 * refresh date that is named; then what the query options make of them.
 */
export async function readReportQuery(context: OperationContext, call: ReportCall): Promise<ReportQuery> {
  const { type, arguments: chosen, query, anchor } = call;
  const { meter } = context.scope;
  const refreshDate = chosen.date ?? anchor ?? (await newestDate(context, type, chosen));
  const ofDate =
    refreshDate === undefined
      ? constant('Edm.Boolean', false)
      : comparison('eq', column(type, declared(type).refreshDate), constant('Edm.Date', refreshDate), meter);
  const condition = junction('and', [ofDate, ...ofPeriod(type, chosen, meter)]);
  const { apply, filter } = query;
  const restricted =
    apply === undefined
      ? { filter: filter === undefined ? condition : junction('and', [condition, filter]) }
      : { apply: [{ kind: 'filter', condition } as const, ...apply] };
  return { query: { ...query, ...restricted, orderby: orderOf(type, query) }, refreshDate };
}
