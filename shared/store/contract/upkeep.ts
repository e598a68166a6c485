/** What one run of upkeep did for one entity set of one tenant. */
export interface Upkeep {
  /** Expired tombstones, and fences as old, that were deleted. */
  readonly purged: number;
  /** Rows that cannot be read; each is in the log. */
  readonly damaged: number;
  /** Whether all that is old enough has been looked at, and all main rows; else the next run goes on. */
  readonly complete: boolean;
}
