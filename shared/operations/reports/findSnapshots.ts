import type { ReportArguments } from '../../bind/bound/resource.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import { tooSlow } from '../../store/walk/tooSlow.ts';
import { mostRequests, walkBudget } from '../../store/walk/walkBudget.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readFirst } from '../rows/readFirst.ts';
import { isVetoed } from './isVetoed.ts';
import { newestRow } from './newestRow.ts';
import { periodsOf } from './periodsOf.ts';
import { reportParts, type ReportParts } from './reportParts.ts';
import type { Snapshot } from './snapshot.ts';

type Context = Pick<OperationContext, 'store' | 'scope' | 'ledger'>;

/** The condition that a row is of a period; none where a report does not tell its periods apart. */
export function ofPeriod(
  { period: column }: ReportParts,
  period: string | undefined,
  { scope }: Pick<OperationContext, 'scope'>,
): readonly TypedExpression[] {
  if (column === undefined || period === undefined) return [];
  return [comparison('eq', column, constant('Edm.String', period), scope.meter)];
}

/** The newest refresh date of a period that is not vetoed: two requests, and two more for each date that is. */
async function newest(context: Context, type: EntityType, period: string | undefined): Promise<readonly Snapshot[]> {
  const { scope } = context;
  const parts = reportParts(type);
  const budget = walkBudget(scope, mostRequests);
  const among = ofPeriod(parts, period, context);
  let before: string | undefined;
  for (;;) {
    const row = await newestRow(context, type, parts.refreshDate, { before, among });
    const date = row?.[parts.refreshDate.name];
    if (typeof date !== 'string') return [];
    if (!(await isVetoed(context, type, period, date))) return [{ period, date }];
    if (budget.isSpent()) throw tooSlow(type, scope);
    before = date;
  }
}

/** How long periods are asked for one after the other, in milliseconds: storage may take 5 s for each answer. */
const patience = 500;

/** The shortest period there are rows of for a date, and no veto: a request for each that is passed over, and its entry where there are rows. */
async function shortest(
  context: Context,
  type: EntityType,
  periods: readonly (string | undefined)[],
  date: string,
): Promise<readonly Snapshot[]> {
  const parts = reportParts(type);
  const ofDate = comparison('eq', parts.refreshDate, constant('Edm.Date', date), context.scope.meter);
  const find = async (period: string | undefined): Promise<readonly Snapshot[]> => {
    const filter = junction('and', [...ofPeriod(parts, period, context), ofDate]);
    const found = await readFirst(context, type, { filter, orderby: [] });
    return found === undefined || (await isVetoed(context, type, period, date)) ? [] : [{ period, date }];
  };
  const { clock } = context.scope;
  const end = clock.now() + patience;
  for (const [at, period] of periods.entries()) {
    const isQuick = at === 0 || clock.now() < end;
    const found = isQuick ? [await find(period)] : await Promise.all(periods.slice(at).map(find));
    const best = found.find((snapshots) => snapshots.length > 0);
    if (best !== undefined || !isQuick) return best ?? [];
  }
  return [];
}

/** The periods the rows of a call are told apart by, in days; one that is undefined where they are not. */
export function toldPeriods(type: EntityType, chosen: ReportArguments): readonly string[] {
  const { called, period } = reportParts(type);
  return period === undefined ? [] : periodsOf(called, chosen);
}

/**
 * What a call of a total or a detail stands for: the newest date of a period, or of each for ALL; the shortest period of a
 * date. A date of which the ledger says that it is incomplete is passed over, for that period.
 */
export async function findSnapshots(
  context: Context,
  type: EntityType,
  chosen: ReportArguments,
): Promise<readonly Snapshot[]> {
  const told = toldPeriods(type, chosen);
  const periods = told.length === 0 ? [undefined] : told;
  if (chosen.date !== undefined) return await shortest(context, type, periods, chosen.date);
  // Side by side: storage may take 5 s for each answer.
  return (await Promise.all(periods.map(async (period) => await newest(context, type, period)))).flat();
}
