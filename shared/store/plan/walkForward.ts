import type { KeyRange } from '../keyRange.ts';
import { readRange } from '../readRange.ts';
import type { RangeQuery } from '../rows.ts';
import { scanRows } from '../scanRows.ts';
import type { Position } from '../entityQuery.ts';
import { fromPosition, toPosition, type RowPosition } from './rowPosition.ts';
import { findIn, type Found, type Step, type WalkContext } from './walk.ts';

/** The place behind a page: its last row, or the row the continuation stands at when storage showed none. */
async function behind(
  context: WalkContext,
  query: RangeQuery,
  lastRowKey: string | undefined,
): Promise<Position | undefined> {
  if (lastRowKey !== undefined) return toPosition({ rowKey: lastRowKey, exclusive: true });
  const { from, to, continuation } = query;
  // Without the filter: the row the continuation stands at is wanted, whatever it holds.
  const probe: RangeQuery = {
    from,
    to,
    pageSize: 1,
    select: ['id'],
    ...(continuation !== undefined && { continuation }),
  };
  for await (const { rows } of scanRows(context.partition, context.scope, probe)) {
    const [row] = rows;
    if (row !== undefined) return toPosition({ rowKey: row.rowKey, exclusive: false });
  }
  return undefined;
}

/** The place behind the row an entity was read from. */
export function behindRow({ rowKey }: Found): Position {
  return toPosition({ rowKey, exclusive: true });
}

/** Walks the rows of a range in the order of their keys, one storage page a step; pages may be empty. */
export async function* walkForward(
  context: WalkContext,
  range: KeyRange,
  after?: Position,
): AsyncGenerator<Step, void, undefined> {
  const start: RowPosition =
    after === undefined ? { rowKey: range.from, exclusive: false } : fromPosition(after, range);
  const { partition, scope, filter, pageSize } = context;
  let query: RangeQuery = {
    from: start.rowKey,
    to: range.to,
    pageSize,
    ...(start.exclusive && { fromExclusive: true }),
    ...(filter !== undefined && { filter }),
  };
  for (;;) {
    const current = query;
    const { rows, continuation } = await readRange(partition, scope, current);
    const next = continuation === undefined ? undefined : { ...current, continuation };
    yield {
      found: findIn(rows, context),
      more: next !== undefined,
      positionOf: behindRow,
      resume: async () => (next === undefined ? undefined : await behind(context, next, rows.at(-1)?.rowKey)),
    };
    if (next === undefined) return;
    query = next;
  }
}
