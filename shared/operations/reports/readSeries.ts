import type { ReportArguments } from '../../bind/bound/resource.ts';
import { dateType } from '../../edm/dateType.ts';
import type { Entity, EntityType } from '../../edm/entityType.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import { junction } from '../../expression/junction.ts';
import { foreignPosition } from '../../store/walk/rowPosition.ts';
import type { OperationContext } from '../contract/operation.ts';
import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { PageEnd } from '../rows/readRows.ts';
import type { MadeRows } from '../rows/rowSource.ts';
import { behindPlace } from './behindPlace.ts';
import { latestDate } from './latestDate.ts';
import { mostOfDay } from './mostOfDay.ts';
import { newestRow } from './newestRow.ts';
import { isOfAllPeriods, periodsOf } from './periodsOf.ts';
import { readDays } from './readDays.ts';
import { reportParts } from './reportParts.ts';
import { rowsLeft } from './rowsLeft.ts';
import { firstDay, placeInSeries, seriesBlock } from './seriesBlock.ts';
import { type SeriesPart, seriesPart, type WantedRows, wholeSeries } from './seriesPart.ts';

/** A report with a row for each day, as a view over the rows of its set. */
export interface Series {
  readonly entities: readonly Entity[];
  readonly view: MadeRows;
  readonly refreshDate: string | undefined;
  /** What the view was computed for, for the pages behind the first. */
  readonly anchor: ((end: PageEnd) => string) | undefined;
}

/** The rows of a view, which can be gone through several times. */
function portionsOf(entities: readonly Entity[]): MadeRows['rows'] {
  return {
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(entities);
    },
  };
}

/** What a page says of the view it is of. */
interface Anchor {
  /** The newest day. */
  readonly last: string;
  readonly refreshDate: string | null;
  /** The most rows of a day of several kinds. */
  readonly ofDay?: number;
  /** It ends with a day. */
  readonly isDayOver?: boolean;
}

/** What is said of a page that ends with a day. */
const over = 'over';

/** Reads what a page said; a 400 for what none could say. */
function readAnchor(anchor: string, latest: string): Anchor {
  const [last = '', refreshDate = '', ofDay, end, ...more] = anchor.split('_');
  const isDate = (text: string): boolean => dateType.fromText(text) !== undefined;
  if (more.length > 0 || !isDate(last) || last > latest) throw foreignPosition();
  if (refreshDate !== '' && !isDate(refreshDate)) throw foreignPosition();
  if (end !== undefined && end !== over) throw foreignPosition();
  if (ofDay !== undefined && !/^[1-9]\d{0,3}$/.test(ofDay)) throw foreignPosition();
  return {
    last,
    refreshDate: refreshDate === '' ? null : refreshDate,
    ...(ofDay !== undefined && { ofDay: Number(ofDay) }),
    isDayOver: end === over,
  };
}

/** The newest date there is in a property, none after the latest that counts; null when there is none. */
function newestOf(entities: readonly Entity[], name: string, latest: string): string | null {
  let newest: string | null = null;
  for (const { [name]: date } of entities) {
    if (typeof date === 'string' && date <= latest && (newest === null || date > newest)) newest = date;
  }
  return newest;
}

/** What is asked of a series. */
interface SeriesCall {
  readonly type: EntityType;
  readonly arguments: ReportArguments;
  /** The options about its rows; they are evaluated over the view, which has the rows they need. */
  readonly query?: BoundQuery | undefined;
  /** The rows of a page; all unless given. */
  readonly page?: WantedRows | undefined;
  readonly anchor?: string | undefined;
}

/**
 * The rows of a series for a period: of each of the days that end with the newest there is, the row that ranks highest,
 * whatever period it came with; of those days that an answer is about. They are read anew for each page, at most 180 days, and by the
 * anchor of the first. All of them say the newest refresh date among the rows that were read for the first, and that of the newest day.
 */
export async function readSeries(
  context: Pick<OperationContext, 'store' | 'scope'>,
  { type, arguments: chosen, query, page, anchor }: SeriesCall,
): Promise<Series> {
  const { scope } = context;
  const { meter } = scope;
  const parts = reportParts(type);
  const { day, called, refreshDate: refreshed } = parts;
  if (day === undefined) throw new Error(`${type.name} has no days`);
  const latest = latestDate(scope);
  const known = anchor === undefined ? undefined : readAnchor(anchor, latest);
  const newest = known === undefined ? await newestRow(context, type, day) : undefined;
  const last = known?.last ?? newest?.[day.name];
  const viewOf = (entities: readonly Entity[]): MadeRows => ({
    rows: portionsOf(entities),
    keyOf: placeInSeries(parts),
  });
  if (typeof last !== 'string') return { entities: [], view: viewOf([]), refreshDate: undefined, anchor: undefined };

  const periods = periodsOf(called, chosen);
  const longest = Math.max(...periods.map(Number));
  const date = (value: string) => constant('Edm.Date', value);
  const days = [comparison('ge', day, date(firstDay(last, longest)), meter), comparison('le', day, date(last), meter)];
  const kept = meter.keepRows();
  const readPart = async (part: SeriesPart): Promise<readonly Entity[]> => {
    const { conditions, descending, wanted } = part;
    const filter = junction('and', [...days, ...conditions]);
    const left = (found: readonly Entity[], requests: number): number =>
      rowsLeft(
        found,
        requests,
        parts,
        part,
        { ofDay: known?.ofDay, newest: Number(known === undefined), countBehind },
        meter,
      );
    const asked = { filter, orderby: [{ expression: day, descending }] };
    return await readDays(context, type, asked, kept, wanted === undefined ? undefined : left);
  };
  const whole = wholeSeries(parts);
  const isOneOfMany = isOfAllPeriods(chosen);
  const blocksOf = (rows: readonly Entity[], refreshDate: string | null): readonly Entity[] =>
    periods.flatMap((period) =>
      seriesBlock(type, parts, rows, { days: period, last, latest, refreshDate, isOneOfMany }, meter),
    );
  const isBehind =
    page?.after === undefined || query === undefined
      ? undefined
      : behindPlace(page.after, query, placeInSeries(parts), meter);
  const countBehind =
    isBehind && ((rows: readonly Entity[]) => blocksOf(rows, known?.refreshDate ?? null).filter(isBehind).length);
  try {
    const shown = page && { ...page, isDayOver: known?.isDayOver };
    const part = query === undefined ? whole : seriesPart(parts, query, shown, periods.length === 1, meter);
    let stored = await readPart(part);
    let refreshDate = known?.refreshDate ?? null;
    if (known === undefined) {
      const newestIn = (rows: readonly Entity[]): string | null => newestOf(rows, refreshed.name, latest);
      refreshDate = newestIn(newest === undefined ? stored : [newest, ...stored]);
      if (refreshDate === null && part !== whole) {
        stored = await readPart(whole);
        refreshDate = newestIn(stored);
      }
    }
    const entities = blocksOf(stored, refreshDate);
    const ofDay = parts.others.length === 0 ? [] : [Math.max(known?.ofDay ?? 1, mostOfDay(stored, day.name))];
    return {
      entities,
      view: viewOf(entities),
      refreshDate: refreshDate ?? undefined,
      anchor: ({ last: ending, following }) => {
        const isOver = ofDay.length > 0 && following !== undefined && following[day.name] !== ending?.[day.name];
        return [last, refreshDate ?? '', ...ofDay, ...(isOver ? [over] : [])].join('_');
      },
    };
  } finally {
    kept.end();
  }
}
