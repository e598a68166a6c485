import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { ReportArguments } from '../../bind/bound/resource.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { PageOptions } from '../rows/readRows.ts';
import type { MadeRows } from '../rows/rowSource.ts';
import { findSnapshots, ofPeriod, toldPeriods } from './findSnapshots.ts';
import { latestDate } from './latestDate.ts';
import { readSeries } from './readSeries.ts';
import { reportParts } from './reportParts.ts';
import type { WantedRows } from './seriesPart.ts';
import { readSnapshots, writeSnapshots, type Snapshot } from './snapshot.ts';

/** A call of a report function. */
export interface ReportCall {
  readonly type: EntityType;
  readonly arguments: ReportArguments;
  readonly query: BoundQuery;
  /** What the first page was of. */
  readonly anchor?: string | undefined;
  /** The rows that are wanted; all unless given. */
  readonly page?: WantedRows | undefined;
}

/** The rows a call stands for: of the set as far as the query restricts it, or of a view. */
export interface ReportRows {
  readonly query: BoundQuery;
  readonly view?: MadeRows;
  /** The refresh date they are of, the newest of several; undefined when there is none. */
  readonly refreshDate: string | undefined;
  /** What they were chosen by, for the pages behind the first. */
  readonly anchor: PageOptions['anchor'];
}

/** A series is computed and has no rows of its own in the set (docs/reports.md). */
export function isSeries({ shape }: EntityType): boolean {
  return shape === 'series';
}

type Context = Pick<OperationContext, 'store' | 'scope' | 'ledger'>;

/** The rows of any of the snapshots. */
function ofSnapshots(context: Context, type: EntityType, snapshots: readonly Snapshot[]): TypedExpression {
  const parts = reportParts(type);
  const { meter } = context.scope;
  const each = snapshots.map(({ period, date }) => {
    const ofDate = comparison('eq', parts.refreshDate, constant('Edm.Date', date), meter);
    return junction('and', [...ofPeriod(parts, period, context), ofDate]);
  });
  return junction('or', each);
}

/** The rows of a report as Microsoft Graph has them, then what the query options make of them. */
export async function readReportRows(context: Context, call: ReportCall): Promise<ReportRows> {
  const { type, arguments: chosen, query, anchor } = call;
  if (isSeries(type)) {
    const { view, refreshDate, anchor: next } = await readSeries(context, call);
    return { query, view, refreshDate, anchor: next };
  }
  const snapshots =
    anchor === undefined
      ? await findSnapshots(context, type, chosen)
      : readSnapshots(anchor, toldPeriods(type, chosen), chosen, latestDate(context.scope));
  const condition = ofSnapshots(context, type, snapshots);
  const { apply, filter } = query;
  const restricted =
    apply === undefined
      ? { filter: filter === undefined ? condition : junction('and', [condition, filter]) }
      : { apply: [{ kind: 'filter', condition } as const, ...apply] };
  const [refreshDate] = snapshots
    .map(({ date }) => date)
    .sort()
    .reverse();
  return {
    query: { ...query, ...restricted },
    refreshDate,
    anchor: snapshots.length === 0 ? undefined : writeSnapshots(snapshots),
  };
}
