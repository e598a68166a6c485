import { ODataError } from '../errors/odataError.ts';
import { type DescendingKeys, descendingKeys } from './descendingKeys.ts';
import { type KeyRange, keyRange } from './keyRange.ts';
import { placeEntities } from './placeEntities.ts';
import type { RowFilter } from './rowFilter.ts';
import type { Row } from './rows.ts';
import { scanRows } from './scanRows.ts';
import type { ScanSource } from './scanRange.ts';
import type { ScanStep } from './scanStep.ts';
import { afterWindow, nextWindow, startSearch, windowLimit, type WindowSearch } from './windowSearch.ts';

/** Requests to storage after which a scan stops, provided that it can go on from where it is. */
const maxRequests = 12;

/** What a descending scan reads. */
export interface DescendingScan {
  /** The indexed property; its type must have an axis (see `canScanDescending`). */
  readonly property: string;
  /** Rows of that index (see `indexRange`). */
  readonly range: KeyRange;
  /** Goes on behind this position of an earlier scan of the same range. */
  readonly after?: string;
  readonly filter?: RowFilter;
  /** Entities looked for, which decides how wide windows are. */
  readonly want: number;
  /** Time in milliseconds since the epoch: where the newest values are expected. */
  readonly now: number;
}

/**
 * Reads rows of an index from the highest value down, rows of one value in the order of their keys, entities without a
 * value last. Storage reads upwards only, so that it reads windows of values, each wider than the one before until there
 * are rows and then as wide as their density suggests. Ends with an undone step after 12 requests. A position that does
 * not belong to the range is a 400 `invalidSkipToken`.
 */
export async function* scanDescending(
  source: ScanSource,
  scan: DescendingScan,
): AsyncGenerator<ScanStep, void, undefined> {
  const keys = descendingKeys(source.type, scan.property, scan.range);
  if (keys === undefined) throw new TypeError(`The index of ${scan.property} cannot be read downwards`);
  const budget = { left: maxRequests };
  const start = startAt(keys, scan);
  let { search } = start;
  if (start.group !== undefined) {
    yield* readGroup(source, scan, start.group, search.high <= search.low, budget);
    if (budget.left <= 0) return;
  }
  for (let window = nextWindow(search); window !== undefined; window = nextWindow(search)) {
    if (window.high - window.low === 1) {
      search = afterWindow(search, window, { rows: 1, newest: window.low, more: false });
      yield* readGroup(source, scan, keys.rangeOf(window), search.high <= search.low, budget);
    } else {
      const { rows, more } = await readWindow(source, scan, keys.rangeOf(window), budget);
      const newest = keys.numberOf(rows.at(-1)?.rowKey ?? '') ?? window.low;
      search = afterWindow(search, window, { rows: rows.length, newest, more });
      if (!more) yield stepOf(source, keys, search, rows);
    }
    if (budget.left <= 0 && search.high < start.search.high) return;
  }
  yield { entities: [], position: scan.after, done: true };
}

/** Whether the index of a property can be read downwards. */
export function canScanDescending({ type }: Pick<ScanSource, 'type'>, property: string): boolean {
  return descendingKeys(type, property, keyRange('i')) !== undefined;
}

/** Positions are row keys, or, between two values, the row key where the last one seen starts. */
function startAt(keys: DescendingKeys, scan: DescendingScan): { search: WindowSearch; group?: Group } {
  const { after, range, want, now } = scan;
  const expected = keys.axis.newest(now);
  if (after === undefined) return { search: startSearch(keys.whole, expected, want, false) };
  const number = keys.numberOf(after);
  if (number === undefined || after < range.from || after >= range.to) {
    throw new ODataError('invalidSkipToken', 'The $skiptoken does not belong to this query. Start again without it.');
  }
  const inside = after !== keys.startOf(number);
  const search = startSearch({ ...keys.whole, high: number }, expected, want, inside);
  if (!inside) return { search };
  return { search, group: { ...keys.rangeOf({ low: number, high: number + 1 }), from: after, fromExclusive: true } };
}

type Group = KeyRange & { readonly fromExclusive?: boolean };

interface Budget {
  left: number;
}

/** Reads the rows of one value to their end, or to the end of the budget, when there is a row to go on from. */
async function* readGroup(
  { partition, scope, type }: ScanSource,
  { filter }: DescendingScan,
  group: Group,
  last: boolean,
  budget: Budget,
): AsyncGenerator<ScanStep, void, undefined> {
  let position = group.fromExclusive === true ? group.from : undefined;
  for await (const { rows, continuation } of scanRows(partition, scope, { ...group, ...(filter && { filter }) })) {
    budget.left -= 1;
    const resumable = rows.length > 0;
    position = rows.at(-1)?.rowKey ?? position;
    yield { entities: placeEntities(scope, type, rows), position, done: last && continuation === undefined };
    if (budget.left <= 0 && resumable) return;
  }
}

/** Reads a window to its end, or until it has more rows than a window may hold. */
async function readWindow(
  { partition, scope }: ScanSource,
  { filter }: DescendingScan,
  range: KeyRange,
  budget: Budget,
): Promise<{ rows: readonly Row[]; more: boolean }> {
  const rows: Row[] = [];
  for await (const page of scanRows(partition, scope, { ...range, ...(filter && { filter }) })) {
    budget.left -= 1;
    rows.push(...page.rows);
    if (rows.length >= windowLimit && page.continuation !== undefined) return { rows, more: true };
  }
  return { rows, more: false };
}

/** The entities of a complete window: values downwards, the keys of one value upwards. */
function stepOf(
  { scope, type }: ScanSource,
  keys: DescendingKeys,
  search: WindowSearch,
  rows: readonly Row[],
): ScanStep {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value = row.rowKey.slice(0, row.rowKey.lastIndexOf('!'));
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return {
    entities: placeEntities(scope, type, [...groups.values()].reverse().flat()),
    position: keys.startOf(search.high),
    done: search.high <= search.low,
  };
}
