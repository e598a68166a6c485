import type { Row as ExpressionRow } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { decodeRowsOf } from '../decodeRow.ts';
import type { RowFilter } from '../rowFilter.ts';
import type { Partition, Row } from '../rows.ts';
import type { StorageScope } from '../store.ts';
import type { StoredEntity } from '../storedEntity.ts';
import type { Position } from '../entityQuery.ts';
import type { NewestSeen } from './newestSeen.ts';

/** An entity of the result, the row it was read from, and the row its expressions were evaluated over. */
export interface Found {
  readonly rowKey: string;
  readonly stored: StoredEntity;
  readonly row: ExpressionRow;
}

/** A piece of a walk through the result, in the order of the result. */
export interface Step {
  readonly found: Iterable<Found>;
  /** Whether storage says that rows follow. */
  readonly more: boolean;
  /** The place behind an entity of this step. */
  readonly positionOf: (item: Found) => Position;
  /** Where the walk goes on after this step; undefined at its end. May cost a request. */
  resume(): Promise<Position | undefined>;
}

export type Walk = AsyncIterable<Step>;

/** What a walk reads from, and what it keeps. */
export interface WalkContext {
  readonly partition: Partition;
  readonly scope: StorageScope;
  readonly type: EntityType;
  /** What storage leaves out; a superset of what `accept` keeps. */
  readonly filter: RowFilter | undefined;
  /** What is remembered of the index on a property. */
  readonly newest: (property: string) => NewestSeen;
  /** Rows asked for at once, 1 to 1,000. */
  readonly pageSize: number;
  /** The row expressions are evaluated over, if the entity belongs to the result. */
  readonly accept: (stored: StoredEntity) => ExpressionRow | undefined;
}

type Finding = Pick<WalkContext, 'type' | 'scope' | 'accept'>;

/** Makes the test of one row: what it holds if that belongs to the result. A row that cannot be read is reported and left out. */
function finder({ type, scope, accept }: Finding): (row: Row) => Found | undefined {
  const decode = decodeRowsOf(type);
  return (row) => {
    const stored = decode(row);
    if (stored === undefined) {
      scope.log('error', `A row of ${type.name} cannot be read and is left out`, { rowKey: row.rowKey });
      return undefined;
    }
    const accepted = accept(stored);
    return accepted === undefined ? undefined : { rowKey: row.rowKey, stored, row: accepted };
  };
}

/** Decodes rows and keeps those of the result. */
export function findIn(rows: readonly Row[], finding: Finding): Found[] {
  const find = finder(finding);
  const found: Found[] = [];
  for (const row of rows) {
    const item = find(row);
    if (item !== undefined) found.push(item);
  }
  return found;
}

/** The same one by one, for rows of which only the first may be wanted. */
export function* findFirst(rows: Iterable<Row>, finding: Finding): Generator<Found, void, undefined> {
  const find = finder(finding);
  for (const row of rows) {
    const item = find(row);
    if (item !== undefined) yield item;
  }
}
