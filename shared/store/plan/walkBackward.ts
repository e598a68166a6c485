import { indexPrefix, indexValuePrefix } from '../indexKey.ts';
import { keyRange, type KeyRange } from '../keyRange.ts';
import { maxPageSize, type Row } from '../rows.ts';
import { scanRows } from '../scanRows.ts';
import { fromDayNumber, toDayNumber } from './dateNumber.ts';
import { DateWindows, type Days } from './dateWindows.ts';
import type { Position } from '../entityQuery.ts';
import type { PropertyConstraint } from './propertyConstraint.ts';
import { foreignPosition, fromPosition } from './rowPosition.ts';
import { findIn, type Found, type Step, type WalkContext } from './walk.ts';
import { behindRow, walkForward } from './walkForward.ts';

/** An index on a date, and what is wanted of it. */
export interface BackwardRange {
  readonly property: string;
  readonly constraint: PropertyConstraint;
  /** Rows the caller is going to take. */
  readonly wanted: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The rows of a window, or undefined when they are more than one storage page holds. */
async function readWindow(
  { partition, scope, filter }: WalkContext,
  range: KeyRange,
): Promise<readonly Row[] | undefined> {
  const rows: Row[] = [];
  for await (const page of scanRows(partition, scope, { ...range, ...(filter !== undefined && { filter }) })) {
    rows.push(...page.rows);
    if (rows.length > maxPageSize) return undefined;
  }
  return rows;
}

/** Ascending rows of an index turned round: later dates first, rows of one date still in the order of their keys. */
function newestFirst(found: readonly Found[], property: string): Found[] {
  const groups: Found[][] = [];
  for (const item of found) {
    const group = groups.at(-1);
    if (group?.[0]?.stored.entity[property] === item.stored.entity[property]) group?.push(item);
    else groups.push([item]);
  }
  return groups.reverse().flat();
}

/** Days the constraint leaves. */
function daysOf({ isNull, lower, upper }: PropertyConstraint): Days {
  if (isNull) return { first: 1, last: 0 };
  const bound = (value: unknown, otherwise: string): number =>
    toDayNumber(typeof value === 'string' ? value : otherwise);
  return {
    first: bound(lower?.value, '0001-01-01') + (lower?.inclusive === false ? 1 : 0),
    last: bound(upper?.value, '9999-12-31') - (upper?.inclusive === false ? 1 : 0),
  };
}

/** Where a walk goes on: among the rows of a day, before a day, or among the rows without a date. */
interface Resumed {
  readonly day?: number;
  readonly before?: number;
  readonly nulls?: true;
}

function dayIn(text: string | undefined): number {
  const day = text === undefined ? NaN : toDayNumber(text);
  if (Number.isNaN(day) || fromDayNumber(day) !== text) throw foreignPosition();
  return day;
}

function resumeAt(after: Position, property: string): Resumed {
  if (after[0] === 'before') return { before: dayIn(after[1]) };
  const prefix = indexPrefix(property);
  const { rowKey } = fromPosition(after, keyRange(prefix));
  if (rowKey.startsWith(`${prefix}!`)) return { nulls: true };
  return { day: dayIn(/^=([^!]*)!/.exec(rowKey.slice(prefix.length))?.[1]) };
}

/**
 * Walks an index on a date from the newest date on; rows of one date by key, rows without a date last. Storage reads
 * forward only, so the walk reads windows of dates (see DateWindows).
 */
export async function* walkBackward(
  context: WalkContext,
  { property, constraint, wanted, now }: BackwardRange,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const { type } = context;
  const prefix = (day: number): string => indexValuePrefix(type, property, fromDayNumber(day));
  const rangeOf = ({ first, last }: Days): KeyRange => ({ from: prefix(first), to: keyRange(prefix(last)).to });
  const before = (day: number): Position => ['before', fromDayNumber(day)];

  const days = daysOf(constraint);
  const hasNulls = constraint.isNull || !constraint.notNull;
  const resumed = after === undefined ? {} : resumeAt(after, property);
  if (resumed.nulls && !hasNulls) throw foreignPosition();
  const place = resumed.day ?? resumed.before;
  if (place !== undefined && (place < days.first || place > days.last)) throw foreignPosition();

  /** All rows of one day, or the rest of them, in the order of their keys. */
  async function* oneDay(day: number, position?: Position): AsyncGenerator<Step, void, undefined> {
    const more = day > days.first || hasNulls;
    for await (const step of walkForward(context, rangeOf({ first: day, last: day }), position)) {
      const rest = more ? before(day) : undefined;
      yield { ...step, more: step.more || more, resume: async () => (await step.resume()) ?? rest };
    }
  }

  if (resumed.day !== undefined) yield* oneDay(resumed.day, after);
  const last = resumed.nulls ? days.first - 1 : place === undefined ? days.last : place - 1;
  const windows = new DateWindows({ first: days.first, last }, Math.floor(now / 86_400_000));
  let missing = wanted;
  for (let window = windows.next(); window !== undefined; window = windows.next()) {
    const rows = await readWindow(context, rangeOf(window));
    if (rows === undefined && windows.tooFull(window)) continue;
    const { first } = window;
    let found = 0;
    if (rows === undefined) {
      for await (const step of oneDay(first)) {
        found += step.found.length;
        yield step;
      }
    } else {
      const ordered = newestFirst(findIn(rows, context), property);
      found = ordered.length;
      const more = first > days.first || hasNulls;
      yield {
        found: ordered,
        more,
        positionOf: behindRow,
        resume: () => Promise.resolve(more ? before(first) : undefined),
      };
    }
    missing -= found;
    windows.done(window, found, Math.max(1, missing));
  }
  if (!hasNulls) return;
  const nulls = keyRange(indexValuePrefix(type, property, null));
  yield* walkForward(context, nulls, resumed.nulls ? after : undefined);
}
