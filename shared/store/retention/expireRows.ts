import { ageProperty, type Entity, type EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { comparison } from '../../expression/comparison.ts';
import { constant } from '../../expression/constant.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { Position } from '../contract/entityQuery.ts';
import type { CountedRows } from '../contract/retention.ts';
import type { Change, EachCommitted, StorageScope } from '../contract/store.ts';
import type { Rows } from '../rows/rows.ts';
import { readPage } from '../walk/readPage.ts';
import { countMatches } from '../walk/scanMatches.ts';

/** Rows that are looked up and deleted together. */
const rowsAtOnce = 500;

/** Time that is left for a page and its deletions, in milliseconds; a look ends before it has less. */
const timeForPage = 10_000;

/** Where rows are deleted, and how: each for itself. */
export interface RetentionSource {
  readonly rows: Rows;
  readonly scope: StorageScope;
  readonly type: EntityType;
  readonly commitEach: (changes: readonly Change[]) => Promise<readonly EachCommitted[]>;
}

/** The condition on the date by which the age of a row is told; undefined for a type that has none. */
function onDate(
  { scope, type }: RetentionSource,
  operator: 'lt' | 'eq',
  date: string | null,
): TypedExpression | undefined {
  const name = ageProperty(type);
  const property = type.properties[name ?? ''];
  if (name === undefined || property === undefined) return undefined;
  const right = date === null ? constant('null', null) : constant('Edm.Date', date);
  return comparison(operator, { kind: 'property', type: 'Edm.Date', name, property }, right, scope.meter);
}

/** How many rows there are, or where they could not be counted in time, how many at least. */
interface Counted {
  readonly rows: number;
  readonly isAll: boolean;
}

async function count(source: RetentionSource, filter: TypedExpression | undefined): Promise<Counted> {
  const { rows, scope, type } = source;
  let known = 0;
  if (filter === undefined) return { rows: known, isAll: true };
  try {
    return {
      rows: await countMatches(rows, scope, type, { filter, orderby: [] }, (total) => (known = total)),
      isAll: true,
    };
  } catch (error) {
    if (!(error instanceof ODataError) || error.status !== 504) throw error;
    scope.log('warning', `The rows of ${type.name} could not be counted in time`, error.message);
    return { rows: known, isAll: false };
  }
}

/** How many rows are of a date before. */
export async function countBefore(source: RetentionSource, date: string): Promise<CountedRows> {
  const { rows, isAll } = await count(source, onDate(source, 'lt', date));
  return isAll ? { rows } : { rowsAtLeast: rows };
}

/** How many rows have no date; undefined where they could not be counted in time. */
export async function countUndated(source: RetentionSource): Promise<number | undefined> {
  const { rows, isAll } = await count(source, onDate(source, 'eq', null));
  return isAll ? rows : undefined;
}

/** Deletes an entity that is still of a date before: one that was changed meanwhile is judged as it is now. */
function deletion({ type }: RetentionSource, key: string, date: string): Change {
  const isOld = (entity: Entity): boolean => {
    const own = entity[ageProperty(type) ?? ''];
    return typeof own === 'string' && own < date;
  };
  return {
    key,
    decide: (current) => (current !== undefined && isOld(current.entity) ? { kind: 'delete' } : { kind: 'keep' }),
  };
}

/**
 * Deletes rows of a date before, as a DELETE would, so that followers hear of it; found by the index that has the date. As
 * far as the time of the scope goes: what is left the next look finds again. Throws when storage refuses.
 */
export async function expireRows(
  source: RetentionSource,
  date: string,
): Promise<{ readonly expired: number; readonly complete: boolean }> {
  const { rows, scope, type, commitEach } = source;
  const filter = onDate(source, 'lt', date);
  let expired = 0;
  if (filter === undefined) return { expired, complete: true };
  let after: Position | undefined;
  do {
    if (scope.clock.now() > scope.deadline - timeForPage) return { expired, complete: false };
    const part = { skip: 0, limit: rowsAtOnce, complete: false, ...(after !== undefined && { after }) };
    const { entities, next } = await readPage(rows, scope, type, { filter, orderby: [] }, part);
    const outcomes = await commitEach(entities.map(({ entity }) => deletion(source, entity.id, date)));
    let failed = 0;
    for (const outcome of outcomes) {
      if (!(outcome instanceof ODataError)) expired += outcome.before === outcome.after ? 0 : 1;
      else if (outcome.headers['Retry-After'] !== undefined) throw outcome;
      else failed += 1;
    }
    // One that cannot be read keeps none of the others.
    if (failed > 0) scope.log('error', `Rows of ${type.name} are too old and could not be deleted`, { rows: failed });
    after = next?.position;
  } while (after !== undefined);
  return { expired, complete: true };
}
