import type { Position } from '../entityQuery.ts';
import { readRange } from '../readRange.ts';
import { maxPageSize, type RangeQuery, type Row } from '../rows.ts';
import { scanRows } from '../scanRows.ts';
import { isInScan, type KeyScan, nextRange, type ScanRange, wholeRange } from './keyScan.ts';
import { fromPosition, toPosition, type RowPosition } from './rowPosition.ts';
import { findIn, type Found, type Step, type WalkContext } from './walk.ts';

/** The place of the row a continuation stands at; undefined when there is none. */
async function placeOf({ partition, scope }: WalkContext, query: RangeQuery): Promise<RowPosition | undefined> {
  const { from, to, continuation } = query;
  // Without the filter: the row the continuation stands at is wanted, whatever it holds.
  const probe: RangeQuery = {
    from,
    to,
    pageSize: 1,
    select: ['id'],
    ...(continuation !== undefined && { continuation }),
  };
  for await (const { rows } of scanRows(partition, scope, probe)) {
    const [row] = rows;
    if (row !== undefined) return { rowKey: row.rowKey, exclusive: false };
  }
  return undefined;
}

/** The place behind the row an entity was read from. */
export function behindRow({ rowKey }: Found): Position {
  return toPosition({ rowKey, exclusive: true });
}

/** Walks the rows of a scan in the order of their keys, 64 rows at most a step; steps may be empty. */
export async function* walkScan(
  context: WalkContext,
  scan: KeyScan,
  after?: Position | RowPosition,
): AsyncGenerator<Step, void, undefined> {
  const { partition, scope, filter, isExact, wanted } = context;
  let place: RowPosition =
    after === undefined
      ? { rowKey: wholeRange(scan).from, exclusive: false }
      : 'rowKey' in after
        ? after
        : fromPosition(after, scan);
  let walkedRows = 0;
  for (let range = nextRange(scan, place.rowKey); range !== undefined; range = nextRange(scan, place.rowKey)) {
    const isProbe = range.open !== undefined;
    const following = nextRange(scan, range.to);
    const end = range.to;
    let query: RangeQuery | undefined = queryOf(range, place);
    place = { rowKey: end, exclusive: false };
    while (query !== undefined) {
      const current: RangeQuery = {
        ...query,
        ...(!isProbe && filter !== undefined && { filter }),
        pageSize: isProbe ? 1 : isExact ? Math.min(wanted(), maxPageSize) : maxPageSize,
      };
      const { rows, continuation } = await readRange(partition, scope, current);
      const next: RangeQuery | undefined = continuation === undefined ? undefined : { ...query, continuation };
      const last = rows.at(-1)?.rowKey;
      const looked = isProbe ? rows.filter(({ rowKey }) => isInScan(scan, rowKey)) : rows;
      let [found, at]: [readonly Found[], number] = [[], 0];
      for await (const { items, walked } of findIn(looked, context)) {
        at += walked;
        found = items;
        walkedRows += walked;
        // With a row that is too dear by itself a walk comes no further: what follows is the 400.
        if (at < looked.length && walkedRows > 0) yield part(found, looked, at);
      }
      yield {
        found,
        more: next !== undefined || following !== undefined,
        seen: next === undefined ? end : last,
        positionOf: behindRow,
        async resume() {
          if (next !== undefined && last !== undefined) return toPosition({ rowKey: last, exclusive: true });
          const at = next === undefined ? undefined : await placeOf(context, next);
          if (at !== undefined) return toPosition(at);
          return following && toPosition({ rowKey: following.from, exclusive: false });
        },
      };
      query = next;
      if (!isProbe || next === undefined || last === undefined) continue;
      place = { rowKey: last, exclusive: true };
      break;
    }
  }
}

/** The step of some rows of an answer, the first `at` of which are seen. */
function part(found: readonly Found[], rows: readonly Row[], at: number): Step {
  const last = rows[at - 1]?.rowKey;
  const place = { rowKey: last ?? rows[0]?.rowKey ?? '', exclusive: last !== undefined };
  return { found, more: true, seen: last, positionOf: behindRow, resume: () => Promise.resolve(toPosition(place)) };
}

function queryOf({ from, to }: ScanRange, { rowKey, exclusive }: RowPosition): RangeQuery {
  return { from, to, ...(exclusive && from === rowKey && { fromExclusive: true }) };
}
