import type { Position } from '../entityQuery.ts';
import type { KeyRange } from '../keyRange.ts';
import type { RowFilter } from '../rowFilter.ts';
import { maxPageSize, type Row } from '../rows.ts';
import { scanRows } from '../scanRows.ts';
import { type DescendingKeys, descendingKeys } from './descendingKeys.ts';
import type { PropertyConstraint } from './propertyConstraint.ts';
import { foreignPosition, fromPosition } from './rowPosition.ts';
import { findFirst, type Step, type WalkContext } from './walk.ts';
import { behindRow, walkForward } from './walkForward.ts';
import { afterWindow, nextWindow, startSearch } from './windowSearch.ts';

/** An index, and what is wanted of it. */
export interface BackwardRange {
  /** The indexed property; its type must have an axis (see `valueAxes`). */
  readonly property: string;
  readonly constraint: PropertyConstraint;
  /** Entities the caller is going to take, which decides how wide windows are. */
  readonly wanted: number;
  /** Milliseconds since the epoch: where the newest values are expected. */
  readonly now: number;
}

/** Values the first window of a walk takes in that goes on behind a value of which all rows were read. */
const widthBehindValue = 8;

/** The rows of a window, up to the end or until they are more than a window may hold. */
async function readWindow(
  { partition, scope, filter }: WalkContext,
  range: KeyRange,
): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const rows: Row[] = [];
  for await (const page of scanRows(partition, scope, { ...range, ...(filter !== undefined && { filter }) })) {
    rows.push(...page.rows);
    if (rows.length >= maxPageSize && page.continuation !== undefined) return { rows, more: true };
  }
  return { rows, more: false };
}

/** Ascending rows of an index turned round: higher values first, rows of one value still in the order of their keys. */
function* highestFirst(rows: readonly Row[]): Generator<Row, void, undefined> {
  let end = rows.length;
  while (end > 0) {
    const last = rows[end - 1]?.rowKey ?? '';
    const value = last.slice(0, last.lastIndexOf('!') + 1);
    let begin = end - 1;
    while (begin > 0 && rows[begin - 1]?.rowKey.startsWith(value) === true) begin -= 1;
    for (const row of rows.slice(begin, end)) yield row;
    end = begin;
  }
}

/** Whether a filter compares another property, and so may leave few rows of each value. */
function comparesOthers(filter: RowFilter, property: string): boolean {
  return filter.kind === 'compare'
    ? filter.property !== property
    : filter.terms.some((term) => comparesOthers(term, property));
}

/** Where a walk goes on: below a number, or behind one of its rows. */
interface Place {
  readonly number: number;
  readonly isInside: boolean;
  /** Values the next window was to take in. */
  readonly width?: number;
}

/** Throws a 400 for a position outside the range, or where no walk can stand. */
function placeOf(after: Position, keys: DescendingKeys): Place {
  const { low, high } = keys.whole;
  const [kind, below = '', width = ''] = after;
  const isInside = kind !== 'before';
  const rowKey = isInside ? fromPosition(after, keys.rangeOf(keys.whole)).rowKey : below;
  const number = keys.numberOf(rowKey);
  if (number === undefined || number < low || number >= high) throw foreignPosition();
  if (isInside) return { number, isInside };
  if (after.length !== 3 || rowKey !== keys.startOf(number) || !/^[1-9]\d{0,6}$/.test(width)) throw foreignPosition();
  return { number, isInside, width: Number(width) };
}

/**
 * Walks an index from the highest value down, rows of one value by key, rows without a value last. Storage reads upwards
 * only, so the walk reads windows of values (see `WindowSearch`). Steps may be empty: each tells how far it has come.
 */
export async function* walkBackward(
  context: WalkContext,
  { property, constraint, wanted, now }: BackwardRange,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const { type, filter } = context;
  const keys = descendingKeys(type, property, constraint, now);
  const { low, high: top } = keys.whole;
  const below = (number: number, width: number): Position | undefined =>
    number > low ? ['before', keys.startOf(number), String(width)] : undefined;

  /** All rows of one value, or those behind a position, in the order of their keys; returns how many there were. */
  async function* oneValue(number: number, position?: Position): AsyncGenerator<Step, number, undefined> {
    let rows = 0;
    const counting: WalkContext = {
      ...context,
      accept: (stored) => {
        rows += 1;
        return context.accept(stored);
      },
    };
    const rest = below(number, widthBehindValue);
    for await (const step of walkForward(counting, keys.rangeOf({ low: number, high: number + 1 }), position)) {
      const more = step.more || rest !== undefined;
      yield { ...step, more, resume: async () => (await step.resume()) ?? rest };
    }
    return rows;
  }

  const place = after === undefined ? undefined : placeOf(after, keys);
  const start = place?.number ?? top;
  if (place?.isInside === true) yield* oneValue(place.number, after);
  const remembered = context.newest(property);
  let search = startSearch(
    { low, high: start },
    {
      // Rows beyond today are few, and in the first window all the same.
      expected: Math.min(remembered.value ?? Infinity, keys.expected),
      wanted,
      filtered: filter !== undefined && comparesOthers(filter, property),
      dense: place?.isInside === true,
      ...(place?.width !== undefined && { width: place.width }),
    },
  );
  for (let window = nextWindow(search); window !== undefined; window = nextWindow(search)) {
    if (window.high - window.low === 1) {
      const rows = yield* oneValue(window.low);
      search = afterWindow(search, window, { rows, oldest: window.low, newest: window.low, more: false });
      continue;
    }
    const { rows, more } = await readWindow(context, keys.rangeOf(window));
    const numberOf = (row: Row | undefined): number => keys.numberOf(row?.rowKey ?? '') ?? window.low;
    const [oldest, newest] = [numberOf(rows[0]), numberOf(rows.at(-1))];
    if (rows.length > 0 && !more && constraint.upper === undefined && newest > low) remembered.add(newest);
    search = afterWindow(search, window, { rows: rows.length, oldest, newest, more });
    if (more && search.high === start && place?.isInside !== true) continue;
    const rest = below(search.high, search.width);
    yield {
      found: more ? [] : findFirst(highestFirst(rows), context),
      more: rest !== undefined,
      positionOf: behindRow,
      resume: () => Promise.resolve(rest),
    };
  }
}
