import { groupKey } from '../../bind/apply/groupKey.ts';
import { dateOfDay, dayNumber, fromNine } from '../../edm/dayNumber.ts';
import type { Entity, EntityType } from '../../edm/entityType.ts';
import type { PropertyValue } from '../../edm/edmValue.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { byRank } from './byRank.ts';
import type { ReportParts } from './reportParts.ts';

/** Units of a text by which rows of one day are ordered; those that are equal so far come by id. */
const longestText = 64;

/** The first of so many days that end with the last. */
export function firstDay(last: string, days: number): string {
  return dateOfDay(dayNumber(last) - BigInt(days - 1)) ?? '0001-01-01';
}

/** One block of a report: the days of one period. */
export interface Block {
  /** `7` for D7. */
  readonly days: string;
  /** The newest day. */
  readonly last: string;
  /** The latest date that may be the newest (see `latestDate`). */
  readonly latest: string;
  /** What all its rows say they were refreshed on. */
  readonly refreshDate: string | null;
  /** The report has other blocks too, whose rows have the same days. */
  readonly isOneOfMany: boolean;
}

/**
 * The rows of a block as Microsoft Graph would have them: of each day, and of what else tells rows of a report apart, the one
 * that ranks highest. Where it is one block of many, the period is added to their ids, which would not be told apart.
 */
export function seriesBlock(
  type: EntityType,
  parts: ReportParts,
  entities: readonly Entity[],
  { days, last, latest, refreshDate, isOneOfMany }: Block,
  meter: Meter,
): readonly Entity[] {
  const { day, others, period } = parts;
  if (day === undefined) throw new Error(`${type.name} has no days`);
  const first = firstDay(last, Number(days));
  const keyOf = groupKey([day, ...others], meter);
  const compare = byRank(type, parts, { days, latest });
  const best = new Map<string, Entity>();
  for (const entity of entities) {
    const date = entity[day.name];
    if (typeof date !== 'string' || date < first) continue;
    const key = keyOf(entity);
    const known = best.get(key);
    if (known === undefined || compare(entity, known) < 0) best.set(key, entity);
  }
  const same = { [parts.refreshDate.name]: refreshDate, ...(period && { [period.name]: days }) };
  return [...best.values()].map((entity) => ({
    ...entity,
    ...same,
    id: isOneOfMany ? `${entity.id}_${days}` : entity.id,
  }));
}

/** The day in such a text as `placeInSeries` makes, if it is one. */
export function dayInPlace(place: string): string | undefined {
  const [, back] = place.split('\u0000', 2);
  return back === undefined ? undefined : fromNine(back);
}

/**
 * A text by which rows of a series come in the order of Microsoft Graph, one block after the other, in each the newest day
 * first, and that tells all of them apart.
 */
export function placeInSeries({ day, others, period }: ReportParts): (row: Row) => string {
  const text = (value: PropertyValue | Row[string] | undefined): string => (typeof value === 'string' ? value : '');
  return (row) => {
    const block = period === undefined ? '' : text(row[period.name]).padStart(3, '0');
    const back = day === undefined ? '' : fromNine(text(row[day.name]));
    const kinds = others.map(({ name }) => text(row[name]).slice(0, longestText).toWellFormed());
    return [block, back, ...kinds, text(row['id'])].join('\u0000');
  };
}
