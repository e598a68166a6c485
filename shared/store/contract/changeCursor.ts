import type { StoredEntity } from './storedEntity.ts';

/** How far a follower of changes has come. Times are milliseconds since the epoch by the clock of storage. */
export interface ChangeCursor {
  /** Every change stamped before has been seen; the round under way begins here. */
  readonly since: number;
  /** Where the round after this one begins; absent until the round has begun. */
  readonly next?: number;
  /** The row of the last change of this round that has been seen. */
  readonly after?: string;
  /** The stamp of the last change of this round to an entity that is there; -1 when there was none. */
  readonly living?: number;
  /**
   * The name of the beginning of the set that was read; empty where nothing had been in it yet, so that its follower has
   * nothing. Absent where neither is known.
   */
  readonly birth?: string;
}

/** The form of `birth`. */
export const birthForm = /^[\w-]{0,24}$/;

/** An entity as it stands since it changed, or the key of one that was deleted, and the row that tells of it. */
export type EntityChange = { readonly rowKey: string } & (
  { readonly kind: 'changed'; readonly stored: StoredEntity } | { readonly kind: 'deleted'; readonly key: string }
);

/** A part of a round of changes, to be applied in the order given. */
export interface ChangePage {
  readonly changes: readonly EntityChange[];
  /** Where to go on: in the same round while it has `after`, else in the next one. */
  readonly cursor: ChangeCursor;
  /** Where to go on in the same round for who takes the changes up to one of them only. */
  readonly cursorBehind: (last: EntityChange) => ChangeCursor;
}

/** The times change tracking rests on, in milliseconds. */
export interface TrackingTimes {
  /** The longest a write can take from the read that stamps it until it appears. */
  readonly holdback: number;
  /** How long a link can be followed. */
  readonly linkLife: number;
}

/**
 * How long one request may take, in milliseconds; the platform itself gives up after 230 s. Change tracking counts on it:
 * what a request writes appears at the latest 30 s after its end.
 */
export const longestRequest = 25_000;

/** The highest stamp that fits the row key of a change. */
export const maxStamp = 999_999_999_999_999;

/** 30 s is the longest the storage service works on a request; 5 s are for its clocks and their whole seconds. */
export const trackingTimes: TrackingTimes = {
  holdback: longestRequest + 30_000 + 5_000,
  linkLife: 30 * 86_400_000,
};
