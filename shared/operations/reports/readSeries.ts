import type { ReportArguments } from '../../bind/bound/resource.ts';
import { dateType } from '../../edm/dateType.ts';
import type { Entity, EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import { foreignPosition } from '../../store/walk/rowPosition.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { MadeRows } from '../rows/rowSource.ts';
import { latestDate } from './latestDate.ts';
import { newestDate } from './newestDate.ts';
import { isOfAllPeriods, periodsOf } from './periodsOf.ts';
import { readDays } from './readDays.ts';
import { reportParts } from './reportParts.ts';
import { firstDay, placeInSeries, seriesBlock } from './seriesBlock.ts';

/** A report with a row for each day, as a view over the rows of its set. */
export interface Series {
  readonly entities: readonly Entity[];
  readonly view: MadeRows;
  readonly refreshDate: string | undefined;
  /** What the view was computed for, for the pages behind the first. */
  readonly anchor: string | undefined;
}

/** The rows of a view, which can be gone through several times. */
function portionsOf(entities: readonly Entity[]): MadeRows['rows'] {
  return {
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(entities);
    },
  };
}

/** The newest day and the refresh date of the view a page was of; a 400 for what no page could say. */
function readAnchor(anchor: string, latest: string): { readonly last: string; readonly refreshDate: string | null } {
  const [last = '', refreshDate = '', ...more] = anchor.split('_');
  const isDate = (text: string): boolean => dateType.fromText(text) !== undefined;
  if (more.length > 0 || !isDate(last) || last > latest) throw foreignPosition();
  if (refreshDate !== '' && !isDate(refreshDate)) throw foreignPosition();
  return { last, refreshDate: refreshDate === '' ? null : refreshDate };
}

/** The newest date there is in a property, none after the latest that counts; null when there is none. */
function newestOf(entities: readonly Entity[], name: string, latest: string): string | null {
  let newest: string | null = null;
  for (const { [name]: date } of entities) {
    if (typeof date === 'string' && date <= latest && (newest === null || date > newest)) newest = date;
  }
  return newest;
}

/**
 * The rows of a series for a period: of each of the days that end with the newest there is, the row that ranks highest,
 * whatever period it came with. They are read anew for each page, at most 180 days, and by the anchor of the first.
 */
export async function readSeries(
  context: Pick<OperationContext, 'store' | 'scope'>,
  type: EntityType,
  chosen: ReportArguments,
  anchor: string | undefined,
): Promise<Series> {
  const { scope } = context;
  const parts = reportParts(type);
  const { day, called } = parts;
  if (day === undefined) throw new Error(`${type.name} has no days`);
  const latest = latestDate(scope);
  const known = anchor === undefined ? undefined : readAnchor(anchor, latest);
  const last = known?.last ?? (await newestDate(context, type, day));
  const viewOf = (entities: readonly Entity[]): MadeRows => ({
    rows: portionsOf(entities),
    keyOf: placeInSeries(parts),
  });
  if (last === undefined) return { entities: [], view: viewOf([]), refreshDate: undefined, anchor: undefined };

  const periods = periodsOf(called, chosen);
  const longest = Math.max(...periods.map(Number));
  const date = (value: string) => constant('Edm.Date', value);
  const filter = junction('and', [
    comparison('ge', day, date(firstDay(last, longest)), scope.meter),
    comparison('le', day, date(last), scope.meter),
  ]);
  const kept = scope.meter.keepRows();
  try {
    const query = { filter, orderby: [{ expression: day, descending: true }] };
    const stored = await readDays(context, type, query, kept);
    const refreshDate = known === undefined ? newestOf(stored, parts.refreshDate.name, latest) : known.refreshDate;
    const isOneOfMany = isOfAllPeriods(chosen);
    const entities = periods.flatMap((days) =>
      seriesBlock(type, parts, stored, { days, last, latest, refreshDate, isOneOfMany }, scope.meter),
    );
    return {
      entities,
      view: viewOf(entities),
      refreshDate: refreshDate ?? undefined,
      anchor: `${last}_${refreshDate ?? ''}`,
    };
  } finally {
    kept.end();
  }
}
