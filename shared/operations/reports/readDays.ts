import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { KeptRows } from '../../expression/cost/keptRows.ts';
import { rowCharacters } from '../../expression/rowCharacters.ts';
import type { Entity } from '../../edm/entityType.ts';
import type { EntityQuery, Position } from '../../store/contract/entityQuery.ts';
import { tooSlow } from '../../store/walk/tooSlow.ts';
import { mostRequests, walkBudget } from '../../store/walk/walkBudget.ts';
import type { OperationContext } from '../contract/operation.ts';

/** Most rows that are read for the days of a report: 180 days of 50 kinds, or a day that callers stored as often. */
const mostRows = 9_000;

/** Most rows of an answer of storage, which are asked for at once where it is not known how many are left. */
const mostOfAnswer = 1_000;

function tooMany({ name }: EntityType): ODataError {
  return new ODataError(
    'gatewayTimeout',
    `The days of this report hold more than ${mostRows} rows, which is the most one call reads. Delete those that repeat ` +
      `a day, ask for fewer days, or read the set '${name}' itself.`,
    { headers: { 'Retry-After': '30' } },
  );
}

/**
 * The entities of a query about the days of a report, in its order: all of them, or the first, until `left` says of those found so far
 * that none is wanted any more. Throws a 504 when they are more than a call may read, or when there is no time for them; never
 * fewer.
 */
export async function readDays(
  { store, scope }: Pick<OperationContext, 'store' | 'scope'>,
  type: EntityType,
  query: EntityQuery,
  kept: KeptRows,
  left?: (found: readonly Entity[], requests: number) => number,
): Promise<readonly Entity[]> {
  const budget = walkBudget(scope, mostRequests);
  const found: Entity[] = [];
  let after: Position | undefined;
  let requests = 0;
  do {
    const more = left === undefined ? Infinity : Math.min(left(found, requests), mostOfAnswer);
    if (more === 0) break;
    const limit = Math.min(more, mostRows + 1 - found.length);
    const part = { skip: 0, limit, complete: left === undefined, ...(after && { after }) };
    const { entities, next } = await store.page(scope, type, query, part);
    requests += 1;
    for (const { entity } of entities) {
      kept.keep(rowCharacters(entity));
      found.push(entity);
    }
    if (found.length > mostRows) throw tooMany(type);
    after = next?.position;
    if (after !== undefined && budget.isSpent()) throw tooSlow(type, scope);
  } while (after !== undefined);
  return found;
}
