import type { EntityType } from '../../edm/entityType.ts';
import type { CollectorSettings } from '../../settings/settings.ts';
import type { CoverageEntry } from '../ledger/coverageEntry.ts';
import { dateAfter } from '../ledger/dates.ts';
import type { LedgerEntry } from '../ledger/ledgerEntry.ts';
import type { CollectedState } from '../ledger/readState.ts';
import { reportRequests, type ReportRequest } from '../graph/reportRequests.ts';

/** A report and the files of it that are still to be collected today. */
export interface PlannedReport {
  readonly type: EntityType;
  /** All that are collected today, those that are done with included. */
  readonly wanted: readonly ReportRequest[];
  readonly requests: readonly ReportRequest[];
  /** Calls that were answered today and left nothing to store. */
  readonly settledBefore: readonly string[];
  /** How often Graph was asked for it today. */
  readonly asked: number;
  readonly coverage: CoverageEntry | undefined;
  readonly entries: readonly LedgerEntry[];
}

/** Most requests for a report on one day: Graph gives an application each report 14 times in 10 minutes. */
export const mostRequests = 5;

/** After so many days without a complete file of a report its longest period is asked for: the usual one has 30 days. */
const longestGap = 20;
/** How often the longest period is asked for in any case, in days. */
const longAgain = 30;
const longDays = '180';

/** Whether a file was stored to its end by a run of the collector; one that somebody imported may be a part of what Graph has. */
const isCollected = ({ complete, collectedBy }: LedgerEntry): boolean =>
  complete === true && collectedBy === 'collector';

/** Whether a series is to be asked for all that Graph has. */
function isLongDue(entries: readonly LedgerEntry[], today: string): boolean {
  const completeSince = (date: string, period?: string): boolean =>
    entries.some(
      (entry) =>
        isCollected(entry) &&
        entry.collectedAt.slice(0, 10) >= date &&
        (period === undefined || entry.period === period),
    );
  return !completeSince(dateAfter(today, -longestGap)) || !completeSince(dateAfter(today, 1 - longAgain), longDays);
}

/** Whether nothing is left to do for a file today. */
function isDone(
  { call, period }: ReportRequest,
  entries: readonly LedgerEntry[],
  coverage: CoverageEntry | undefined,
  today: string,
): boolean {
  const isStored = entries.some(
    (entry) => isCollected(entry) && entry.period === (period?.days ?? null) && entry.collectedAt.startsWith(today),
  );
  if (isStored) return true;
  if (coverage?.askedOn !== today) return false;
  if (coverage.settledCalls.includes(call)) return true;
  const { lastOutcome, lastRunBy, lastRunAt } = coverage;
  return lastOutcome === 'unavailable' && lastRunBy === 'collector' && lastRunAt?.startsWith(today) === true;
}

/**
 * What there is to collect: series and totals first, because they are small and the totals of a night that is missed are
 * lost; then details, those first whose last complete report is oldest. What is done today is left out.
 */
export function planNight(
  types: readonly EntityType[],
  { detailPeriods, graph }: Pick<CollectorSettings, 'detailPeriods' | 'graph'>,
  { coverage, ledger }: CollectedState,
  today: string,
): readonly PlannedReport[] {
  const planned = types.map((type): PlannedReport => {
    const entries = ledger.get(type.name) ?? [];
    const covered = coverage.get(type.name);
    const choice = { details: detailPeriods, isLong: isLongDue(entries, today) };
    const wanted = reportRequests(type, choice, graph.version === 'beta' ? 'beta' : undefined);
    return {
      type,
      wanted,
      requests: wanted.filter((request) => !isDone(request, entries, covered, today)),
      settledBefore: covered?.askedOn === today ? covered.settledCalls : [],
      asked: covered?.askedOn === today ? (covered.requests ?? 0) : 0,
      coverage: covered,
      entries,
    };
  });
  const isDetail = ({ type }: PlannedReport): boolean => type.shape === 'detail';
  const ageOf = ({ coverage: covered }: PlannedReport): string => covered?.newestCompleteRefreshDate ?? '';
  const details = planned.filter(isDetail).sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : Number(ageOf(a) > ageOf(b))));
  return [...planned.filter((report) => !isDetail(report)), ...details].filter(
    ({ requests, asked }) => requests.length > 0 && asked < mostRequests,
  );
}
