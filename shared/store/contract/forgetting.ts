import type { Entity } from '../../edm/entityType.ts';

/** A request to forget a person, and when it was written, in milliseconds since the epoch by the clock of storage. */
export interface RegisterEntry {
  readonly entity: Entity;
  readonly stamp: number;
}

/** The whole register of a tenant, and the time of the answer, by the same clock. */
export interface RegisterReading {
  readonly entries: readonly RegisterEntry[];
  readonly answered: number;
}

/** How many rows came to what for one request. */
export interface ForgetCounts {
  readonly deleted: number;
  readonly changed: number;
}

/** How far a walk through a set came. */
export interface ForgetWalk {
  readonly looked: number;
  /** By request. */
  readonly counts: ReadonlyMap<string, ForgetCounts>;
  /** Rows that could not be read or changed. */
  readonly failed: number;
  /** The row it stopped behind; absent at the end of the set. */
  readonly reached?: string;
}
