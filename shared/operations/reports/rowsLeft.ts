import { groupKey } from '../../bind/apply/groupKey.ts';
import type { Entity } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { ReportParts } from './reportParts.ts';
import type { SeriesPart } from './seriesPart.ts';

/** Rows that a day of several kinds is presumed to have where none was seen: few reports tell more than all sites and two kinds. */
const presumed = 3;

/** How many times as many rows as were found are read of a day of several kinds that has no end so far. */
const further = 2;

/**
 * How many more rows are to be read before those of a series that are wanted are known, when some were found in the order of their
 * days; 0 when they are, no end where that cannot be told. A day is known when another follows: each of its rows may be
 * the one that ranks highest, or comes first.
 *
 * @param ofDay rows that a day of several kinds had on the page before
 */
export function rowsLeft(
  found: readonly Entity[],
  { day, others }: ReportParts,
  { isOfKinds, wanted = Infinity, behind }: SeriesPart,
  meter: Meter,
  ofDay = presumed,
): number {
  if (day === undefined) throw new Error('There are no days to read');
  // The rest of the last day and a row that shows its end, and those of the day a page begins in, which stand before it.
  const beyond = !isOfKinds ? 1 : behind === undefined ? ofDay : 2 * ofDay;
  const last = found.at(-1)?.[day.name];
  if (last === undefined) return wanted + beyond;
  const keyOf = groupKey([day, ...others], meter);
  const known = found.filter(({ [day.name]: date }) => date !== last);
  const days = new Set(known.map(({ [day.name]: date }) => date));
  const rows = new Set(known.filter(({ [day.name]: date }) => date !== behind).map(keyOf));
  if (rows.size >= wanted) return 0;
  // A day of one row that fills what was read was stored by many ids, and may go on for as long.
  if (rows.size === 0) return isOfKinds ? Math.max(further * found.length, wanted) : Infinity;
  return Math.ceil((known.length / rows.size) * (wanted - rows.size) + known.length / days.size) + beyond;
}
