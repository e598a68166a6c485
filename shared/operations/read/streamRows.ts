import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { inTurns } from '../../expression/cost/inTurns.ts';
import { nodesOf } from '../../store/walk/acceptBy.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import { entityQueryOf } from './entityQueryOf.ts';
import type { OperationContext } from '../contract/operation.ts';
import { readAggregated } from './readAggregated.ts';
import type { ResultRow } from '../contract/result.ts';

type Pieces = AsyncGenerator<readonly ResultRow[], void, undefined>;

async function* readPieces(context: OperationContext, type: EntityType, bound: BoundQuery): Pieces {
  const stored = entityQueryOf(bound, context.scope.meter);
  const { skip = 0, top } = bound;
  if (stored.rest.length > 0) {
    const part = { after: undefined, skip, limit: top ?? Infinity };
    const { rows } = await readAggregated(context, type, stored, bound, part);
    yield rows.map((row) => ({ row }));
    return;
  }
  const { toRow, columns = [] } = stored.query;
  const { meter } = context.scope;
  const toResult = (each: StoredEntity): ResultRow => ({ stored: each, row: toRow?.(each.entity) ?? each.entity });
  const part = { skip, ...(top !== undefined && { top }) };
  for await (const entities of context.store.stream(() => context.renew(), type, stored.query, part)) {
    for await (const { items } of inTurns(meter, entities, nodesOf({ columns }), toResult)) yield items;
  }
}

async function* resume(first: IteratorResult<readonly ResultRow[], void>, rest: Pieces): Pieces {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/**
 * Reads a query to its end, piece by piece, for formats without pages. The first piece is read at once, so that what
 * goes wrong there is still answered as an error; a failure after it is thrown by the iteration.
 */
export async function streamRows(
  context: OperationContext,
  type: EntityType,
  bound: BoundQuery,
): Promise<AsyncIterable<readonly ResultRow[]>> {
  if (bound.skiptoken !== undefined) {
    throw new ODataError('invalidSkipToken', 'CSV has no pages; leave $skiptoken out, or ask for JSON.', {
      target: '$skiptoken',
    });
  }
  const pieces = readPieces(context, type, bound);
  return resume(await pieces.next(), pieces);
}
