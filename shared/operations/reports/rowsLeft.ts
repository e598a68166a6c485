import { groupKey } from '../../bind/apply/groupKey.ts';
import type { Entity } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { mostOfDay } from './mostOfDay.ts';
import type { ReportParts } from './reportParts.ts';
import type { SeriesPart } from './seriesPart.ts';

/** Rows that a day of several kinds is presumed to have where none was seen: few reports tell more than all sites and two kinds. */
const presumed = 3;

/** How many times as many rows as were found are read of a day of several kinds that has no end so far. */
const further = 2;

/** Rows a request may look at beside those of the days it is about. */
const beside = 2;

/** Most rows of a day for which another request is worth a few rows less. */
const mostCounted = 100;

/** What is known before the rows of a page are read. */
export interface KnownRows {
  /** Rows that a day of several kinds had on the page before. */
  readonly ofDay?: number | undefined;
  /** Requests and rows it took to learn the newest day, one each; 0 behind the first page. */
  readonly newest: number;
  /** How many of the rows of the day a page begins in it may show; undefined where that cannot be told. */
  readonly countBehind?: ((ofDay: readonly Entity[]) => number) | undefined;
}

/**
 * How many more rows are to be read before those of a series that are wanted are known, when some were found in the order of their
 * days by so many requests; 0 when they are, no end where that cannot be told. A day is known when another follows: each of its rows may be
 * the one that ranks highest, or comes first.
 */
export function rowsLeft(
  found: readonly Entity[],
  requests: number,
  { day, others }: ReportParts,
  { kinds, wanted = Infinity, behind }: SeriesPart,
  { ofDay, newest, countBehind }: KnownRows,
  meter: Meter,
): number {
  if (day === undefined) throw new Error('There are no days to read');
  const keyOf = groupKey([day, ...others], meter);
  const isOf =
    (date: Entity[string] | undefined) =>
    (entity: Entity): boolean =>
      entity[day.name] === date;
  // The rest of the last day and a row that shows its end, and those of the day a page begins in, which stand before it.
  const isOfKinds = kinds > 1;
  const likely = Math.min(ofDay ?? presumed, kinds);
  const beyond = !isOfKinds ? 1 : behind === undefined ? likely : 2 * likely - 1;
  const last = found.at(-1)?.[day.name];
  const known = found.filter((entity) => !isOf(last)(entity));
  const ofKinds = new Set(known.filter((entity) => !isOf(behind)(entity)).map(keyOf)).size;
  const isBegun = behind !== undefined && behind !== last;
  const rows = ofKinds + (isBegun ? (countBehind?.(found.filter(isOf(behind))) ?? 0) : 0);
  if (rows >= wanted) return 0;
  const left = (): number => {
    if (last === undefined) return wanted + beyond;
    // A day of one row that fills what was read was stored by many ids, and may go on for as long.
    if (rows === 0) return isOfKinds ? Math.max(further * found.length, wanted) : Infinity;
    const days = new Set(known.map(({ [day.name]: date }) => date));
    return Math.ceil((known.length / rows) * (wanted - rows) + known.length / days.size) + beyond;
  };
  // Kinds x rows, and two more for each request; a kind that is stored by several ids is read as far as it goes.
  const ofOne = Math.max(mostOfDay(found, day.name), Math.min(ofDay ?? 1, kinds));
  const isTold = isOfKinds && (behind === undefined || countBehind !== undefined) && ofOne <= mostCounted;
  if (!isTold || new Set(found.map(keyOf)).size < found.length) return left();
  return Math.min(left(), ofOne * wanted + beside * (requests + newest + 1) - newest - found.length);
}
