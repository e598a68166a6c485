import { noRows, type RowCounts } from '../../shared/collect/ledger/ledgerEntry.ts';

/** How far an import has come: what became of every row up to a place in the order in which rows are sent. */
export interface ImportProgress {
  /** Records of the file, without the header, that are done with. */
  rows: number;
  /** Bytes these take in the file. */
  bytes: number;
  readonly counts: RowCounts;
  /** The same by period and refresh date, `7 2026-11-26`; what does not tell them is under the empty text. */
  readonly parts: Record<string, RowCounts>;
  /** The days of which rows are there, those of other reports included; the refresh dates where rows are about no day. */
  readonly days: Record<string, true>;
  /** Some failed for the moment only: the file is not stored to its end. */
  hasOpen: boolean;
  /** The rows that failed, as far as they are kept. */
  readonly failures: { readonly line: number; readonly reason: string }[];
}

/** Most failures that are kept; the others are counted. */
export const maxFailures = 10_000;

/** The beginning of an import. */
export function noProgress(): ImportProgress {
  return { rows: 0, bytes: 0, counts: noRows(), parts: {}, days: {}, hasOpen: false, failures: [] };
}
