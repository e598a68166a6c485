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

/** Rows that would go: all of them, or where they could not be counted in time, how many at least. */
export type CountedRows = { readonly rows: number } | { readonly rowsAtLeast: number };

/** A shortened time, which counts after some nights that logged what would go. */
export type Pending = CountedRows & {
  readonly days: number;
  /** Nights that have logged it, this one included. */
  readonly nights: number;
  /** The oldest date that would be kept. */
  readonly keptSince: string;
};

/** What the settings would delete if they counted at once. */
export type WouldExpire = CountedRows & {
  readonly keptSince: string;
  /** Rows without a date; absent where they could not be counted in time. */
  readonly undated?: number;
};
