import { inTurns, type Portion } from '../../expression/cost/inTurns.ts';
import type { Row as ExpressionRow } from '../../expression/typedExpression.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { decodeRowsOf } from '../keys/decodeRow.ts';
import type { RowFilter } from '../rows/rowFilter.ts';
import type { Partition, Row } from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import type { StoredEntity } from '../contract/storedEntity.ts';
import type { Position } from '../contract/entityQuery.ts';
import type { PageSizes } from '../plan/pageSizes.ts';
import type { RowPosition } from './rowPosition.ts';
import type { WalkBudget } from './walkBudget.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** An entity of the result, the row it was read from, and the row its expressions were evaluated over. */
export interface Found {
  readonly rowKey: string;
  readonly stored: StoredEntity;
  readonly row: ExpressionRow;
}

/** A piece of a walk through the result, in the order of the result: a part of what one answer of storage held. */
export interface Step {
  readonly found: Iterable<Found>;
  /** Whether rows may follow. */
  readonly more: boolean;
  /** The row key up to which everything has been seen; undefined when the answer does not tell. */
  readonly seen?: string | undefined;
  /** Entities of the whole result, where the walk has seen all of it. */
  readonly total?: number;
  /** The place behind an entity of this step. */
  readonly positionOf: (item: Found) => Position;
  /**
   * Where the walk goes on after this step, as far as that is known; undefined at its end, and in the middle where nothing was
   * found and a request would be needed to tell.
   */
  place(): Position | undefined;
  /** The same, where it may cost a request; undefined at the end of the walk only. */
  resume(): Promise<Position | undefined>;
  /** The walk has no place yet, because rows have to be seen as a whole before one of them is returned. */
  readonly isWithin?: boolean;
  /** With this step everything is found of the rows that an order does not tell apart; see `walkByRuns`. */
  readonly endsRun?: true;
  /**
   * Of the last step of an answer that left a range unfinished: where storage stands, so that no row behind is walked twice;
   * behind the range where no row of it is left. May cost a request.
   */
  readonly standing?: () => Promise<RowPosition>;
}

export type Walk = AsyncIterable<Step>;

/** What a walk reads from, and what it keeps. */
export interface WalkContext {
  readonly partition: Partition;
  readonly scope: StorageScope;
  readonly type: EntityType;
  /** What storage leaves out of the rows of the scan; a superset of what `accept` keeps. */
  readonly filter: RowFilter | undefined;
  /** What storage leaves out where rows outside the scan are walked too. */
  readonly everyTerm: RowFilter | undefined;
  readonly sizes: PageSizes;
  /** How many entities the caller still takes, at least 1. */
  readonly wanted: () => number;
  /** The row expressions are evaluated over, if the entity belongs to the result. */
  readonly accept: (stored: StoredEntity) => ExpressionRow | undefined;
  /** Nodes `accept` evaluates, for the meter. */
  readonly nodes: number;
  readonly budget: WalkBudget;
}

/** What entities that are equal in an order come by. */
export function entityId({ stored }: Found): string {
  return stored.entity.id;
}

/** Reports a row that cannot be read. */
export function leaveOut(
  { rowKey }: Pick<Row, 'rowKey'>,
  { name }: EntityType,
  scope: Pick<StorageScope, 'log'>,
): void {
  scope.log('error', `A row of ${name} cannot be read and is left out`, { row: loggedRow(rowKey) });
}

type Finding = Pick<WalkContext, 'type' | 'scope' | 'accept' | 'nodes'>;

/**
 * Decodes rows and keeps those of the result, in portions between which others get their turn. A row that cannot be read is
 * reported and left out.
 */
export function findIn(
  rows: readonly Row[],
  { type, scope, accept, nodes }: Finding,
): AsyncGenerator<Portion<Found>, void, undefined> {
  const decode = decodeRowsOf(type);
  return inTurns(scope.meter, rows, nodes, (row): Found | undefined => {
    const stored = decode(row);
    if (stored === undefined) {
      leaveOut(row, type, scope);
      return undefined;
    }
    const accepted = accept(stored);
    return accepted === undefined ? undefined : { rowKey: row.rowKey, stored, row: accepted };
  });
}
