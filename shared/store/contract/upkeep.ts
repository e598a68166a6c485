/** What one run of upkeep did for one entity set of one tenant. */
export interface Upkeep {
  /** Expired tombstones, and fences as old, that were deleted. */
  readonly purged: number;
  /** Rows that cannot be read; each is in the log. */
  readonly damaged: number;
  /** Entities that got rows in an index that is building, and rows of it that belonged to nothing; absent when none is. */
  readonly added?: number;
  readonly deleted?: number;
  /**
   * Whether all that is old enough has been looked at, and all main rows, and all of the indexes that are building; else the
   * next run goes on.
   */
  readonly complete: boolean;
}
