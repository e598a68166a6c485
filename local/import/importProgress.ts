import type { RowOutcome } from '../../shared/collect/rowOutcome.ts';

type Counts = Record<RowOutcome['kind'], number>;

/** How far an import has come: what became of every row up to a place in the file, in order. */
export interface ImportProgress {
  /** Records of the file, without the header, that are done with. */
  rows: number;
  /** Bytes of the file up to there. */
  bytes: number;
  readonly counts: Counts;
  /** The same by period and refresh date, `7 2026-11-26`; what does not tell them is under the empty text. */
  readonly parts: Record<string, Counts>;
  /** The days of which rows are there, those of other reports included; the refresh dates where rows are about no day. */
  readonly days: Record<string, true>;
  /** Some failed for the moment only: the file is not stored to its end. */
  hasOpen: boolean;
  /** The rows that failed, as far as they are kept. */
  readonly failures: { readonly line: number; readonly reason: string }[];
}

/** Most failures that are kept; the others are counted. */
export const maxFailures = 10_000;

/** No rows yet. */
export const noCounts = (): Counts => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  older: 0,
  expired: 0,
  forgotten: 0,
  failed: 0,
});

/** The beginning of an import. */
export function noProgress(): ImportProgress {
  return { rows: 0, bytes: 0, counts: noCounts(), parts: {}, days: {}, hasOpen: false, failures: [] };
}
