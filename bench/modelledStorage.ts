/**
 * What Table Storage is assumed to take, wherever a figure is called modelled. Assumptions, because nobody measured Azure: the
 * two capacities are the targets that Microsoft names, the times are guesses of the right order.
 */
export const modelledStorage = {
  /** Milliseconds of any request, on the way and there. */
  requestMs: 10,
  /** Milliseconds more for each row that is walked. */
  walkedMs: 0.05,
  /** Milliseconds more for each row that is written. */
  writtenMs: 0.5,
  /** Rows a second that are written to one partition, and to all of an account together. */
  partitionRows: 2_000,
  accountRows: 20_000,
} as const;
