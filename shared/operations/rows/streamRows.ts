import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import { nodesOf } from '../../store/walk/acceptBy.ts';
import type { Position } from '../../store/contract/entityQuery.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readMadeRows } from './readMadeRows.ts';
import type { ResultRow } from '../contract/result.ts';
import { rowSource, type MadeRows } from './rowSource.ts';

/** Rows that are computed before the caller has taken those before: each may have 1 Mi characters. */
const computedAtOnce = 2;

type Pieces = AsyncGenerator<readonly ResultRow[], void, undefined>;

/** Rows that are made anew for each piece of them that memory allows. */
async function* madePieces(
  context: OperationContext,
  type: EntityType,
  bound: BoundQuery,
  view: MadeRows | undefined,
): Pieces {
  let [skip, left] = [bound.skip ?? 0, bound.top ?? Infinity];
  let after: Position | undefined;
  do {
    const scope = after === undefined ? context.scope : context.renew();
    const source = rowSource({ ...context, scope }, type, bound, view);
    if (source.kind !== 'made') return;
    const { rows, next } = await readMadeRows(source, bound, scope.meter, {
      after,
      skip,
      limit: left,
      characters: Infinity,
    });
    yield rows.map((row) => ({ row }));
    left -= rows.length;
    [after, skip] = [next, 0];
  } while (after !== undefined && left > 0);
}

async function* readPieces(
  context: OperationContext,
  type: EntityType,
  bound: BoundQuery,
  view: MadeRows | undefined,
): Pieces {
  const { meter } = context.scope;
  const source = rowSource(context, type, bound, view);
  const { skip = 0, top } = bound;
  if (source.kind === 'made') {
    yield* madePieces(context, type, bound, view);
    return;
  }
  const { toRow, columns = [] } = source.query;
  const toResult = (each: StoredEntity): ResultRow => ({ stored: each, row: toRow?.(each.entity) ?? each.entity });
  const part = { skip, ...(top !== undefined && { top }) };
  for await (const entities of context.store.stream(() => context.renew(), type, source.query, part)) {
    const atOnce = columns.length === 0 ? entities.length : computedAtOnce;
    for (let at = 0; at < entities.length; at += atOnce) {
      const some = entities.slice(at, at + atOnce);
      for await (const { items } of inTurns(meter, some, nodesOf({ columns }), toResult)) yield items;
    }
  }
}

/**
 * Reads a query over an entity set, or over a view, to its end, piece by piece, for formats without pages. What goes wrong
 * is thrown by the iteration.
 */
export function streamRows(
  context: OperationContext,
  type: EntityType,
  bound: BoundQuery,
  view?: MadeRows,
): AsyncIterable<readonly ResultRow[]> {
  if (bound.skiptoken !== undefined) {
    throw new ODataError('invalidSkipToken', 'CSV has no pages; leave $skiptoken out, or ask for JSON.', {
      target: '$skiptoken',
    });
  }
  return readPieces(context, type, bound, view);
}
