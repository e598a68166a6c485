import type { Row as ExpressionRow } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { decodeStored } from '../decodeRow.ts';
import type { RowFilter } from '../rowFilter.ts';
import type { Partition, Row } from '../rows.ts';
import type { StorageScope } from '../store.ts';
import type { StoredEntity } from '../storedEntity.ts';
import type { Position } from '../entityQuery.ts';

/** An entity of the result, the row it was read from, and the row its expressions were evaluated over. */
export interface Found {
  readonly rowKey: string;
  readonly stored: StoredEntity;
  readonly row: ExpressionRow;
}

/** A piece of a walk through the result, in the order of the result. */
export interface Step {
  readonly found: readonly Found[];
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
  /** Rows asked for at once, 1 to 1,000. */
  readonly pageSize: number;
  /** The row expressions are evaluated over, if the entity belongs to the result. */
  readonly accept: (stored: StoredEntity) => ExpressionRow | undefined;
}

/** Decodes rows and keeps those of the result. A row that cannot be read is reported and left out. */
export function findIn(rows: readonly Row[], { type, scope, accept }: WalkContext): Found[] {
  const found: Found[] = [];
  for (const row of rows) {
    const stored = decodeStored(type, row);
    if (stored === undefined) {
      scope.log('error', `A row of ${type.name} cannot be read and is left out`, { rowKey: row.rowKey });
      continue;
    }
    const accepted = accept(stored);
    if (accepted !== undefined) found.push({ rowKey: row.rowKey, stored, row: accepted });
  }
  return found;
}
