import type { Position } from '../contract/entityQuery.ts';
import { fitsUrl, fittingRange } from '../rows/fittingRange.ts';
import { readRange } from '../rows/readRange.ts';
import { maxPageSize, type RangeQuery, type Row } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';
import {
  firstPiece,
  hasSteps,
  isInScan,
  type KeyScan,
  nextRange,
  partsOf,
  piecesBefore,
  type ScanRange,
  wholeRange,
} from '../plan/keyScan.ts';
import { fromPosition, toPosition, type RowPosition } from './rowPosition.ts';
import { StepPace } from '../plan/stepPace.ts';
import { findIn, type Found, type Step, type WalkContext } from './walk.ts';

/** The place of the first row of a range, or of the row a continuation stands at; undefined when there is none. */
export async function placeOf(
  { partition, scope, budget }: WalkContext,
  query: RangeQuery,
): Promise<RowPosition | undefined> {
  const { from, to, continuation } = query;
  // Without the filter: the row the continuation stands at is wanted, whatever it holds.
  const probe: RangeQuery = {
    from,
    to,
    pageSize: 1,
    select: ['id'],
    ...(continuation !== undefined && { continuation }),
  };
  for await (const { rows } of scanRows(partition, scope, probe, budget)) {
    const [row] = rows;
    if (row !== undefined) return { rowKey: row.rowKey, exclusive: false };
  }
  return undefined;
}

/** The place behind the row an entity was read from. */
export function behindRow({ rowKey }: Found): Position {
  return toPosition({ rowKey, exclusive: true });
}

/** How the rows of a range are asked for: to learn the next value, all of them, or those of the scan. */
type Asking = 'probe' | 'all' | 'range';

function askingOf({ open }: ScanRange, pace: StepPace): Asking {
  return open === undefined ? 'range' : pace.byRows ? 'all' : 'probe';
}

/** True when the row keys of a range leave a filter no room in the URL, even cut; most fit as they are. */
function isTooLong({ scope: { tenant } }: WalkContext, query: RangeQuery): boolean {
  return !fitsUrl(tenant, query) && !fitsUrl(tenant, fittingRange(tenant, query));
}

/** How a range is asked for next: without a filter where there is no room for it, because rows are judged anyway. */
function queryOf(context: WalkContext, pace: StepPace, range: RangeQuery, asking: Asking): RangeQuery {
  if (asking === 'probe') return { ...range, pageSize: pace.probe };
  const { everyTerm, sizes, wanted } = context;
  const filter = asking === 'all' ? everyTerm : context.filter;
  const pageSize = sizes.next(wanted());
  // Named one by one, because this is made for each answer of storage, and a copy of what may be absent takes microseconds.
  const { from, to, fromExclusive, continuation } = range;
  const filtered = { from, to, fromExclusive, continuation, filter, pageSize };
  return filter === undefined || !isTooLong(context, filtered) ? filtered : { ...range, pageSize };
}

/** True where an answer has come to so few pieces of a range with gaps that they are better read one by one. */
function isOfFewPieces(
  scan: KeyScan,
  range: ScanRange,
  rows: readonly Row[],
  { filter, pageSize = 0 }: RangeQuery,
): boolean {
  const last = rows.at(-1)?.rowKey;
  if (range.piece === undefined || last === undefined) return false;
  // Storage does not tell how many rows it looked at: an answer that is not full ends at the most.
  const looked = filter === undefined || rows.length === pageSize ? rows.length : maxPageSize;
  return looked >= rowsOfPiece * Math.max(1, piecesBefore(scan, range, last));
}

/** A range as far as it lies before a row key. */
function rangeBefore(range: ScanRange | undefined, before: string): ScanRange | undefined {
  if (range === undefined || range.to <= before) return range;
  return range.from < before ? { ...range, to: before } : undefined;
}

/**
 * Where storage stands behind an answer that has a rest: behind its last row, where it looked at none behind that one, or behind the
 * range, where the rest has none.
 */
async function standingOf(
  context: WalkContext,
  { filter, pageSize }: RangeQuery,
  rows: readonly Row[],
  rest: RangeQuery,
): Promise<RowPosition> {
  const last = rows.at(-1)?.rowKey;
  const isBehindLast = last !== undefined && (filter === undefined || rows.length === pageSize);
  if (isBehindLast) return { rowKey: last, exclusive: true };
  return (await placeOf(context, rest)) ?? { rowKey: rest.to, exclusive: false };
}

function isOfSeveral(scan: KeyScan, rows: readonly Row[], open: number): boolean {
  const [first, last] = [rows[0], rows.at(-1)].map((row) => partsOf(scan, row?.rowKey ?? '', open + 1));
  return first !== last;
}

function isInGap(scan: KeyScan, rowKey = ''): boolean {
  return rowKey !== '' && nextRange(scan, rowKey)?.from !== rowKey;
}

/**
 * A range with gaps is read piece by piece where an answer has as many rows for each piece: about half of them lie in gaps, and storage looks
 * at 200 in the time of a request.
 */
const rowsOfPiece = 400;

/** Pieces that are read one by one before another answer tells whether that is still better; twice as many each time it is. */
const firstApart = 8;

/**
 * Walks the rows of a scan in the order of their keys, some rows a step; steps may be empty.
 *
 * @param before the row key it ends at
 */
export async function* walkScan(
  context: WalkContext,
  scan: KeyScan,
  after?: Position | RowPosition,
  before = '\uffff',
): AsyncGenerator<Step, void, undefined> {
  const { partition, scope, budget, sizes } = context;
  const start: RowPosition = { rowKey: wholeRange(scan).from, exclusive: false };
  let place = after === undefined ? start : 'rowKey' in after ? after : fromPosition(after, scan);
  const pace = new StepPace(place.pace);
  const carried = (at: RowPosition): Position => toPosition(at, hasSteps(scan) ? pace.text : undefined);
  const behindLast = (rowKey: string): Position => carried({ rowKey, exclusive: true });
  const behind = ({ rowKey }: Found): Position => behindLast(rowKey);
  let walkedRows = 0;
  let isMoreTold = false;
  let [apart, mostApart] = [0, firstApart];
  const next = (from: string): ScanRange | undefined => {
    const range = nextRange(scan, from);
    return rangeBefore(apart > 0 ? firstPiece(range) : range, before);
  };
  for (let range = next(place.rowKey); range !== undefined; range = next(place.rowKey)) {
    const { from, to, open } = range;
    const asking = askingOf(range, pace);
    const following = next(to);
    let query: RangeQuery | undefined = { from, to, fromExclusive: place.exclusive && from === place.rowKey };
    place = { rowKey: to, exclusive: false };
    while (query !== undefined) {
      const asked = queryOf(context, pace, query, asking);
      const { rows, continuation } = await readRange(partition, scope, asked, budget);
      const rest: RangeQuery | undefined = continuation === undefined ? undefined : { ...query, continuation };
      const last = rows.at(-1)?.rowKey;
      if (open !== undefined && asking === 'probe' && last !== undefined) pace.stepped(isOfSeveral(scan, rows, open));
      const looked = asking === 'range' ? rows : rows.filter(({ rowKey }) => isInScan(scan, rowKey));
      let [found, at, foundRows]: [readonly Found[], number, number] = [[], 0, 0];
      for await (const { items, walked } of findIn(looked, context)) {
        at += walked;
        found = items;
        walkedRows += walked;
        foundRows += items.length;
        // With a row that is too dear by itself a walk comes no further: what follows is the 400.
        if (at < looked.length && walkedRows > 0) yield part(found, looked, at, carried);
      }
      // A page that begins at the end of a piece sees what is behind it first, which says nothing of what follows.
      const isBehind = query.fromExclusive === true && isInGap(scan, rows[0]?.rowKey);
      if (asking !== 'probe' && !isBehind) sizes.count(rows.length, foundRows);
      const atFollowing = following && carried({ rowKey: following.from, exclusive: false });
      isMoreTold = rest !== undefined || following !== undefined;
      yield {
        found,
        more: isMoreTold,
        seen: rest === undefined ? to : last,
        positionOf: behind,
        place: () => (rest === undefined ? atFollowing : last === undefined ? undefined : behindLast(last)),
        async resume() {
          if (rest === undefined) return atFollowing;
          if (last !== undefined) return behindLast(last);
          const at = await placeOf(context, rest);
          return at === undefined ? atFollowing : carried(at);
        },
        ...(rest !== undefined &&
          asking !== 'probe' && { standing: async () => await standingOf(context, asked, rows, rest) }),
      };
      query = rest;
      if (rest === undefined) {
        apart = Math.max(0, apart - 1);
        continue;
      }
      const isOfFew = isOfFewPieces(scan, range, rows, asked);
      if (isOfFew) {
        apart = mostApart;
        mostApart *= 2;
      }
      if (asking === 'all' && last === undefined) pace.foundNothing();
      // What is left of a gap is passed over.
      else if (asking === 'all' || (asking === 'range' && !isOfFew && !isInGap(scan, last))) continue;
      const reached = last === undefined ? await placeOf(context, rest) : { rowKey: last, exclusive: true };
      if (reached === undefined) break;
      place = reached;
      break;
    }
  }
  // What was left of the last range was none of the scan.
  if (isMoreTold) yield atEnd;
}

const nowhere = (): undefined => undefined;

/** The step of a walk that has nothing more to see. */
const atEnd: Step = {
  found: [],
  more: false,
  seen: undefined,
  positionOf: behindRow,
  place: nowhere,
  resume: () => Promise.resolve(undefined),
};

/** The step of some rows of an answer, the first `at` of which are seen. */
function part(
  found: readonly Found[],
  rows: readonly Row[],
  at: number,
  carried: (place: RowPosition) => Position,
): Step {
  const last = rows[at - 1]?.rowKey;
  const place = { rowKey: last ?? rows[0]?.rowKey ?? '', exclusive: last !== undefined };
  const positionOf = ({ rowKey }: Found): Position => carried({ rowKey, exclusive: true });
  const reached = (): Position => carried(place);
  return { found, more: true, seen: last, positionOf, place: reached, resume: () => Promise.resolve(reached()) };
}
