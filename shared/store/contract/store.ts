import type { Entity, EntityType } from '../../edm/entityType.ts';
import type { ODataError } from '../../errors/odataError.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { Clock } from './clock.ts';
import type { ChangeCursor, ChangePage } from './changeCursor.ts';
import type { TraceContext } from '../../telemetry/traceContext.ts';
import type { Retained, WouldExpire } from './retention.ts';
import type { Upkeep } from './upkeep.ts';
import type { Register } from '../../forget/register.ts';
import type { ForgetWalk, RegisterReading } from './forgetting.ts';
import type { StorageUsage } from './storageUsage.ts';
import type { StoredEntity } from './storedEntity.ts';
import type { EntityPage, EntityQuery, EntityStream, PageRequest } from './entityQuery.ts';

/** What one request may use of the storage, and what it has used. One per HTTP request, handed down by the service. */
export interface StorageScope {
  /** Tenant id of the verified token: the only thing that names a partition. */
  readonly tenant: string;
  /** Aborts at the request's deadline. */
  readonly signal: AbortSignal;
  /** The same deadline, in milliseconds since the epoch. */
  readonly deadline: number;
  /** The clock the deadline is kept by. */
  readonly clock: Clock;
  readonly usage: StorageUsage;
  /** What was used when its walks began, which draw on one budget then; unless given, each has its own: upkeep, by its time. */
  readonly walksFrom?: { readonly requests: number; readonly walked: number };
  /**
   * True for bulks and upkeep: what they write waits for its turn, behind all that callers wait for, and is sent again until
   * the deadline where storage takes no more at the moment.
   */
  readonly givesWay?: true;
  /** What requests to storage carry on of the trace they belong to. */
  readonly trace?: TraceContext | undefined;
  /** What the HTTP request spends, and keeps of rows; walks evaluate rows by `inTurns`. */
  readonly meter: Meter;
  /** For the operator only. */
  log(level: 'info' | 'warning' | 'error', message: string, detail?: unknown): void;
}

/** What a write makes of the current state of one entity. */
export type Decision =
  { readonly kind: 'keep' } | { readonly kind: 'put'; readonly entity: Entity } | { readonly kind: 'delete' };

/** A write to one key. `decide` is pure and runs again after every conflict; what it throws ends the whole commit. */
export interface Change {
  readonly key: string;
  decide(current: StoredEntity | undefined): Decision;
}

/** The state of one key before and after its change; both the same object when nothing was written. */
export interface Committed {
  readonly before: StoredEntity | undefined;
  readonly after: StoredEntity | undefined;
}

/** What became of a change that was carried out for itself. */
export type EachCommitted = Committed | ODataError;

/** The storage as the operations see it. Every failure of storage is an ODataError 503, 504 or 429 with Retry-After. */
export interface Store {
  /** Reads one entity by key: one request to storage. */
  read(scope: StorageScope, type: EntityType, key: string): Promise<StoredEntity | undefined>;
  /** Carries out changes of distinct keys of one entity set, all or nothing, in the order given. The only writer. */
  commit(scope: StorageScope, type: EntityType, changes: readonly Change[]): Promise<readonly Committed[]>;
  /**
   * Carries out changes of distinct keys of one entity set, each for itself, in as few transactions as they fit into;
   * returns what became of each, in their order. Throws only when nothing was written.
   */
  commitEach(scope: StorageScope, type: EntityType, changes: readonly Change[]): Promise<readonly EachCommitted[]>;
  /** True where a commit waits for those of other requests, all or nothing, so that nothing is carried out for itself. */
  readonly isAtomic?: true;
  /** Reads a page of a query: a small constant number of requests where an index serves it (see choosePlan). */
  page(scope: StorageScope, type: EntityType, query: EntityQuery, request: PageRequest): Promise<EntityPage>;
  /** Reads a whole result in its order, piece by piece as they are asked for; `renew` gives each piece its own deadline. */
  stream(
    renew: () => StorageScope,
    type: EntityType,
    query: EntityQuery,
    part: EntityStream,
  ): AsyncIterable<readonly StoredEntity[]>;
  /** The number of entities a filter passes. */
  count(scope: StorageScope, type: EntityType, query: EntityQuery): Promise<number>;
  /** Every entity a filter passes, in no particular order, page by page, as the rows expressions are evaluated over. */
  scan(scope: StorageScope, type: EntityType, query: EntityQuery): AsyncIterable<readonly Row[]>;
  /** The point from which on a follower reads changes who reads everything after this call; see `readChanges`. */
  startTracking(scope: StorageScope, type: EntityType): Promise<ChangeCursor>;
  /** Reads at most `limit` changes (1 to 1,000) since a cursor; throws a 410 for one that is too old. */
  changes(scope: StorageScope, type: EntityType, cursor: ChangeCursor, limit: number): Promise<ChangePage>;
  /** Upkeep of one entity set, bounded: purges what has expired and reports what is damaged; see `maintainSet`. */
  maintain(scope: StorageScope, type: EntityType): Promise<Upkeep>;
  /** Looks after the age of the rows of a set; see `retainSet`. Bounded by the scope; the next call goes on. */
  retain(scope: StorageScope, type: EntityType): Promise<Retained>;
  /** What the settings would delete if they counted at once; undefined where they keep everything. */
  wouldExpire(scope: StorageScope, type: EntityType): Promise<WouldExpire | undefined>;
  /** Has a set remember its beginning where it does not: each does from its first entity on, but for those of versions before. One request. */
  begin(scope: StorageScope, type: EntityType): Promise<void>;
  /** The oldest date of which rows of a set are kept; undefined where all are. At most one request. */
  keptSince(scope: StorageScope, type: EntityType): Promise<string | undefined>;
  /** Deletes every row of the tenant in a set, without a trace. Bounded by the scope; the next call goes on. */
  removeAll(scope: StorageScope, type: EntityType): Promise<{ readonly removed: number; readonly complete: boolean }>;
  /** The persons the tenant forgets, as this process knows them: at most a minute old. `type` is that of the register. */
  register(scope: StorageScope, type: EntityType): Promise<Register>;
  /** Reads the register itself. */
  readRegister(scope: StorageScope, type: EntityType): Promise<RegisterReading>;
  /** Forgets the persons of a register in the rows of a set behind a row key, page by page; see `forgetRows`. */
  forget(
    scope: StorageScope,
    type: EntityType,
    register: Register,
    from: string | undefined,
    onPage: (walk: ForgetWalk) => Promise<void>,
  ): Promise<void>;
  /** The stamp, in milliseconds since the epoch, before which upkeep has left no tombstone in a set; 0 before its first run. */
  purgedUntil(scope: StorageScope, type: EntityType): Promise<number>;
  /** Resolves when storage answers; rejects with the reason otherwise. For /health. */
  ping(signal: AbortSignal): Promise<void>;
}
