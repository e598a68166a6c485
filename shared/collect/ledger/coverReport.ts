import { tomorrow } from '../../edm/tomorrow.ts';
import { CollectFailure } from '../collectFailure.ts';
import { patchEntity, readEntity } from './entity.ts';
import type { AskService } from './askService.ts';
import { coverageName, type CoverageEntry, type CoverageOutcome } from './coverageEntry.ts';
import { dateAfter, datesBetween, datesOfRanges, rangesOfDates } from './dates.ts';
import type { CollectedBy } from './ledgerEntry.ts';

/** What there is of a report that was not there before. */
export interface CoverageNews {
  readonly by: CollectedBy;
  readonly outcome: CoverageOutcome;
  /** Why it failed, or is unavailable. */
  readonly reason?: string | undefined;
  /** Refresh dates of files that were stored to their end. */
  readonly refreshDates: readonly string[];
  /** Days of their rows; the refresh dates where rows are about no day. */
  readonly days: readonly string[];
  /** Whether Microsoft 365 conceals names in the newest of them; undefined where rows have no names. */
  readonly isConcealed?: boolean | undefined;
  /** Requests to Microsoft Graph today. */
  readonly requests?: number;
  /** The log tells of the report today. */
  readonly isTold?: boolean;
}

/** How far back missing days are told, in days. */
export const coverageWindow = 180;
/** How often the entity is read again when somebody else changed it. */
const attempts = 5;
const longestReason = 1000;

const newestOf = (dates: readonly (string | null)[]): string | null =>
  dates.reduce((newest, date) => (date !== null && (newest === null || date > newest) ? date : newest), null);
const firstOf = (dates: readonly (string | null)[]): string | null =>
  dates.reduce((first, date) => (date !== null && (first === null || date < first) ? date : first), null);

/** The days that are missing of the last ones: those between the first and the newest that neither were there nor came. */
function missingDays(
  before: CoverageEntry | undefined,
  came: readonly string[],
  [first, newest]: readonly [string, string],
  today: string,
): readonly string[] {
  const begin = newestOf([first, dateAfter(today, 1 - coverageWindow)]) ?? first;
  const there = new Set(came);
  const { firstDay = null, newestDay = null, missing = [] } = before ?? {};
  if (firstDay !== null && newestDay !== null) {
    const lacking = new Set(datesOfRanges(missing));
    const known = datesBetween(newestOf([firstDay, begin]) ?? begin, newestDay);
    for (const date of known) if (!lacking.has(date)) there.add(date);
  }
  return rangesOfDates(datesBetween(begin, newest).filter((date) => !there.has(date)));
}

/** Since when names are concealed, in files from a refresh date on. */
function concealedSince(
  before: CoverageEntry | undefined,
  { isConcealed }: CoverageNews,
  refreshDate: string | null,
): string | null {
  const since = before?.namesConcealedSince ?? null;
  if (isConcealed === undefined || refreshDate === null) return since;
  // An old file says nothing of how it is now.
  if (refreshDate < (before?.newestCompleteRefreshDate ?? '')) return since;
  return isConcealed ? (since ?? refreshDate) : null;
}

/** The properties that are to be set, by what was there. */
export function coverageOf(report: string, before: CoverageEntry | undefined, news: CoverageNews, now: number) {
  const latest = tomorrow(now);
  // A mistyped year is not the newest of anything.
  const counted = (dates: readonly string[]): readonly string[] => dates.filter((date) => date <= latest);
  const [days, refreshDates] = [counted(news.days), counted(news.refreshDates)];
  const firstDay = firstOf([before?.firstDay ?? null, ...days]);
  const newestDay = newestOf([before?.newestDay ?? null, ...days]);
  const today = new Date(now).toISOString();
  return {
    report,
    firstDay,
    newestDay,
    newestCompleteRefreshDate: newestOf([before?.newestCompleteRefreshDate ?? null, ...refreshDates]),
    lastRunAt: today,
    lastRunBy: news.by,
    lastOutcome: news.outcome,
    lastReason: news.reason?.slice(0, longestReason) ?? null,
    missing:
      firstDay === null || newestDay === null
        ? []
        : missingDays(before, days, [firstDay, newestDay], today.slice(0, 10)),
    namesConcealedSince: concealedSince(before, news, newestOf(refreshDates)),
    ...(news.requests !== undefined && { requests: news.requests, askedOn: today.slice(0, 10) }),
    ...(news.isTold === true && { toldAt: today }),
  };
}

/**
 * Keeps what there is of a report beside the ledger: after a file was stored, and after it was tried.
 *
 * @param now milliseconds since the epoch
 * @throws CollectFailure when the service refuses
 */
export async function coverReport(ask: AskService, report: string, news: CoverageNews, now: number): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const found = await readEntity<CoverageEntry>(ask, coverageName, report);
    const condition: Readonly<Record<string, string>> =
      found === undefined ? { 'If-None-Match': '*' } : { 'If-Match': found.entityTag };
    if (await patchEntity(ask, coverageName, report, coverageOf(report, found?.entity, news, now), condition)) return;
  }
  throw new CollectFailure(`The coverage of ${report} was changed by others all the time.`, { isTransient: true });
}
