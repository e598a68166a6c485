/** What one look at the age of the rows of one entity set of one tenant came to. */
export interface Retained {
  /** Rows that were deleted, as a DELETE would. */
  readonly expired: number;
  /** Rows without a date, which are kept; absent where they could not be counted in time, or nothing is ever deleted. */
  readonly undated?: number;
  /** The oldest date that is kept; absent where nothing is ever deleted. */
  readonly keptSince?: string;
  /** A shorter time that does not count yet, and what it will delete. */
  readonly pending?: Pending;
  /** Whether all that is old enough is gone; else the next look goes on. */
  readonly complete: boolean;
}

/** A shortened time, which counts after some nights that logged what would go. */
export interface Pending {
  readonly days: number;
  /** Nights that have logged it, this one included. */
  readonly nights: number;
  /** The oldest date that would be kept. */
  readonly keptSince: string;
  /** Rows that would go; absent where they could not be counted in time. */
  readonly rows?: number;
}

/** What the settings would delete if they counted at once. */
export interface WouldExpire {
  readonly keptSince: string;
  readonly rows?: number;
  readonly undated?: number;
}
