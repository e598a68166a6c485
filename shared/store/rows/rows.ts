import type { RowFilter } from './rowFilter.ts';
import type { RowValue } from './rowValue.ts';
import type { StorageScope } from '../contract/store.ts';

/** A row to be written. */
export interface NewRow {
  readonly rowKey: string;
  readonly properties: Readonly<Record<string, RowValue>>;
}

/** A row as it was read. Values of foreign types come through as they are, so that one bad row spoils nothing else. */
export interface Row {
  readonly rowKey: string;
  readonly etag: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One operation of a transaction. Each names its row, and a transaction names a row once. */
export type RowOperation =
  /** Fails with `conflict` when the row exists. */
  | { readonly kind: 'insert'; readonly row: NewRow }
  /** Fails with `preconditionFailed` or `notFound` unless the row still has this storage ETag. */
  | { readonly kind: 'replace'; readonly row: NewRow; readonly etag: string }
  /** Writes the row whether it exists or not. */
  | { readonly kind: 'upsert'; readonly row: NewRow }
  /**
   * Fails with `notFound` when the row does not exist, and with `preconditionFailed` unless it still has the storage ETag,
   * if one is given; alone in its transaction, because in others storage ignores it.
   */
  | { readonly kind: 'delete'; readonly rowKey: string; readonly etag?: string };

/** The row key of the row an operation is about. */
export function rowKeyOf(operation: RowOperation): string {
  return 'row' in operation ? operation.row.rowKey : operation.rowKey;
}

/** Rows of one partition in ordinal order of their row keys. */
export interface RangeQuery {
  /** First row key, inclusive unless `fromExclusive`. */
  readonly from: string;
  readonly fromExclusive?: boolean | undefined;
  /** Row key behind the last one, exclusive. */
  readonly to: string;
  readonly filter?: RowFilter | undefined;
  /** Properties to return; all unless given. */
  readonly select?: readonly string[];
  /** Most rows of one page, 1 to 1,000; 1,000 unless given. */
  readonly pageSize?: number;
  /** Where the page before ended; only with the same query. */
  readonly continuation?: string | undefined;
}

/** The answer of storage to a get. */
export interface RowAnswer {
  readonly row: Row | undefined;
  /** The Date of the answer, in milliseconds since the epoch. */
  readonly answered: number;
}

/** One answer of storage to a range: it may hold fewer rows than asked for, even none, and still have a continuation. */
export interface RowPage {
  readonly rows: readonly Row[];
  /** The Date of the answer, in milliseconds since the epoch. */
  readonly answered: number;
  readonly continuation?: string;
}

/**
 * Why storage did not do what it was asked. `conflict`, `preconditionFailed`, `notFound`, `tooLarge`, `rejected` and
 * `forbidden` (the service itself has no access) are final answers and nothing was written. After `throttled`, `unavailable` and `timeout` a write may have taken effect
 * all the same, or may still do so.
 */
export interface RowFailure {
  readonly kind:
    | 'conflict'
    | 'preconditionFailed'
    | 'notFound'
    | 'tooLarge'
    | 'rejected'
    | 'forbidden'
    | 'throttled'
    | 'unavailable'
    | 'timeout';
  /** Seconds storage asks to wait. */
  readonly retryAfter?: number;
  /** For the log. */
  readonly cause?: unknown;
}

/** The result of one request to storage. */
export type Outcome<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Of a write: there was no table, and it was made for it; nothing of what anybody knew of its rows is true. */
      readonly madeTable?: true;
    }
  | { readonly ok: false; readonly failure: RowFailure };

/** The rows of one tenant in one table. Every call is one request to storage and is counted in the scope's usage. */
export interface Partition {
  get(rowKey: string): Promise<Outcome<RowAnswer>>;
  range(query: RangeQuery): Promise<Outcome<RowPage>>;
  /** All or nothing; 1 to 100 operations. */
  transact(operations: readonly RowOperation[]): Promise<Outcome<undefined>>;
  /**
   * A turn to write so many rows, for work that gives way; see Pace. Absent where nobody keeps a pace.
   */
  readonly turn?: (rows: number, asked: TurnAsked) => Promise<() => void>;
}

/** For what a turn is asked. */
export interface TurnAsked {
  /** Rows that had a turn and were refused. */
  readonly isAgain?: boolean;
  /** Rows that can be written in several transactions as well. */
  readonly canDivide: boolean;
}

/** The narrow port to storage. A partition is reached only through the tenant of a scope, so no call can name another. */
export interface Rows {
  partition(scope: StorageScope, table: string): Partition;
  ping(signal: AbortSignal): Promise<Outcome<undefined>>;
}

/** Most operations of one transaction. */
export const maxOperations = 100;

/** Most rows of one page. */
export const maxPageSize = 1000;

/** Longest time one try may take, in milliseconds; a lost connection must not use up a request's whole time. */
export const maxTry = 6000;
