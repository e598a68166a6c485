import { tomorrow } from '../../edm/tomorrow.ts';
import type { AskService } from './askService.ts';
import { changeCoverage } from './changeCoverage.ts';
import type { CoverageEntry, CoverageOutcome } from './coverageEntry.ts';
import { dateAfter, datesBetween, datesOfRanges, rangesOfDates } from './dates.ts';
import { isCompleteDate } from './isCompleteDate.ts';
import type { CollectedBy } from './ledgerEntry.ts';

/** What there is of a report that was not there before. */
export interface CoverageNews {
  readonly by: CollectedBy;
  readonly outcome: CoverageOutcome;
  /** Why it failed, or is unavailable. */
  readonly reason?: string | undefined;
  /** Refresh dates of files that were stored to their end, as far as rows of them are there. */
  readonly refreshDates: readonly string[];
  /** Days of which rows of them are there; the refresh dates where rows are about no day. */
  readonly days: readonly string[];
  /** The periods, in days, of which a complete refresh date has a file; those the ledger has an entry of unless given. */
  readonly periods?: readonly (string | null)[];
  /** Whether Microsoft 365 conceals names in the newest of them; undefined where rows have no names. */
  readonly isConcealed?: boolean | undefined;
  /** Calls that are not repeated today. */
  readonly settledCalls?: readonly string[];
  /** The log tells of the report today. */
  readonly isTold?: boolean;
}

/** How far back missing days are told, in days. */
export const coverageWindow = 180;
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

/** The calls that are not repeated today: those of the runs before, and of this one. */
function settledCalls(before: CoverageEntry | undefined, calls: readonly string[], today: string): readonly string[] {
  return [...new Set([...(before?.askedOn === today ? before.settledCalls : []), ...calls])];
}

/**
 * The properties that are to be set, by what was there.
 *
 * @param complete the newest refresh date of the news of which all is there; null for none
 */
export function coverageOf(
  report: string,
  before: CoverageEntry | undefined,
  news: CoverageNews,
  complete: string | null,
  now: number,
) {
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
    newestCompleteRefreshDate: newestOf([before?.newestCompleteRefreshDate ?? null, complete]),
    lastRunAt: today,
    lastRunBy: news.by,
    lastOutcome: news.outcome,
    lastReason: news.reason?.slice(0, longestReason) ?? null,
    missing:
      firstDay === null || newestDay === null
        ? []
        : missingDays(before, days, [firstDay, newestDay], today.slice(0, 10)),
    namesConcealedSince: concealedSince(before, news, newestOf(refreshDates)),
    ...(news.settledCalls !== undefined && {
      settledCalls: settledCalls(before, news.settledCalls, today.slice(0, 10)),
    }),
    ...(news.isTold === true && { toldAt: today }),
  };
}

/** The newest refresh date of the news of which all is there, if it is newer than the one that is known. */
async function newestComplete(
  ask: AskService,
  report: string,
  before: CoverageEntry | undefined,
  { refreshDates, periods = [] }: CoverageNews,
  now: number,
): Promise<string | null> {
  const [known, latest] = [before?.newestCompleteRefreshDate ?? '', tomorrow(now)];
  const newer = [...new Set(refreshDates)].filter((date) => date > known && date <= latest).sort();
  for (const date of newer.reverse()) if (await isCompleteDate(ask, report, date, periods)) return date;
  return null;
}

/**
 * Keeps what there is of a report beside the ledger: after a file was stored, and after it was tried.
 *
 * @param now milliseconds since the epoch
 * @throws CollectFailure when the service refuses
 */
export async function coverReport(ask: AskService, report: string, news: CoverageNews, now: number): Promise<void> {
  await changeCoverage(ask, report, async (before) =>
    coverageOf(report, before, news, await newestComplete(ask, report, before, news, now), now),
  );
}
