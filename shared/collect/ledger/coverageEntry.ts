import type { CollectedBy } from './ledgerEntry.ts';

/** The entity set of what there is of each report. */
export const coverageName = 'reportCoverage';

/** What a run came to for a report. */
export type CoverageOutcome = 'stored' | 'nothingNew' | 'failed' | 'unavailable';

/** An entity of the set `reportCoverage`. */
export interface CoverageEntry {
  readonly id: string;
  readonly report: string;
  readonly firstDay: string | null;
  readonly newestDay: string | null;
  readonly newestCompleteRefreshDate: string | null;
  readonly lastRunAt: string | null;
  readonly lastRunBy: CollectedBy | null;
  readonly lastOutcome: CoverageOutcome | null;
  readonly lastReason: string | null;
  /** The day Microsoft Graph was last asked for it, and how often on that day. */
  readonly askedOn: string | null;
  readonly requests: number | null;
  /** Calls that are not repeated on that day: they came without rows, or Graph has no such version. */
  readonly settledCalls: readonly string[];
  readonly missing: readonly string[];
  readonly namesConcealedSince: string | null;
  readonly toldAt: string | null;
}
