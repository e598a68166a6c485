import type { RowOutcome } from '../rowOutcome.ts';

/** How many rows came to what. */
export type RowCounts = Record<RowOutcome['kind'], number>;

/** No rows yet. */
export const noRows = (): RowCounts => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  older: 0,
  expired: 0,
  forgotten: 0,
  failed: 0,
});

/** What several of them come to together. */
export function added(all: readonly Readonly<RowCounts>[]): RowCounts {
  const sum = noRows();
  for (const counts of all) {
    for (const kind of Object.keys(sum) as (keyof RowCounts)[]) sum[kind] += counts[kind];
  }
  return sum;
}

/** How many rows these are. */
export const sumOf = (counts: Readonly<RowCounts>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Who stores report files. */
export type CollectedBy = 'collector' | 'import';

/** An entity of the set `collectedReports`, as far as whoever stores files reads it. */
export interface LedgerEntry {
  readonly id: string;
  readonly report: string;
  readonly period: string | null;
  readonly refreshDate: string;
  readonly collectedAt: string;
  readonly collectedBy: CollectedBy | null;
  readonly digest: string | null;
  readonly complete: boolean | null;
  readonly rowsCreated: number | null;
  readonly rowsUpdated: number | null;
  readonly rowsUnchanged: number | null;
  readonly rowsOlder: number | null;
  /** Absent in what a version before has written. */
  readonly rowsExpired?: number | null;
  /** Absent in what a version before has written. */
  readonly rowsForgotten?: number | null;
  readonly rowsFailed: number | null;
}

/** The properties an entity of the ledger has for counts. */
export function countProperties(counts: Readonly<RowCounts>) {
  return {
    rowsCreated: counts.created,
    rowsUpdated: counts.updated,
    rowsUnchanged: counts.unchanged,
    rowsOlder: counts.older,
    rowsExpired: counts.expired,
    rowsForgotten: counts.forgotten,
    rowsFailed: counts.failed,
  };
}

/** The counts in an entity of the ledger. */
export function countsOf(entry: LedgerEntry): RowCounts {
  return {
    created: entry.rowsCreated ?? 0,
    updated: entry.rowsUpdated ?? 0,
    unchanged: entry.rowsUnchanged ?? 0,
    older: entry.rowsOlder ?? 0,
    expired: entry.rowsExpired ?? 0,
    forgotten: entry.rowsForgotten ?? 0,
    failed: entry.rowsFailed ?? 0,
  };
}
