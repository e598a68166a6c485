import { tomorrow } from '../../edm/tomorrow.ts';
import { dateAfter, dateDistance } from '../ledger/dates.ts';
import type { PlannedReport } from './planNight.ts';
import type { ReportRun } from './reportRun.ts';

/** So many days more than usual between the refresh date and today are told. */
const late = 3;
/** Fewer dates say nothing of what is usual. */
const enough = 3;
/** How often a report that Graph does not give is told, in days. */
const toldAgain = 7;

/** The newest refresh date of what a run got of a report, none after the latest that counts (see `tomorrow`). */
export function newestDateOfRun({ files }: Pick<ReportRun, 'files'>, latest: string): string | undefined {
  const dates = files.flatMap(({ content }) => content.parts.map(({ refreshDate }) => refreshDate));
  return dates
    .filter((date) => date <= latest)
    .sort()
    .at(-1);
}

/** How many days usually pass between a refresh date and the last day on which it is the newest; undefined while that is not known. */
function usualDelay({ entries }: PlannedReport, newest: string): number | undefined {
  const delays = new Map<string, number>();
  for (const { refreshDate, collectedAt, collectedBy, complete } of entries) {
    if (complete !== true || collectedBy !== 'collector' || refreshDate >= newest) continue;
    const delay = dateDistance(refreshDate, collectedAt.slice(0, 10));
    delays.set(refreshDate, Math.max(delay, delays.get(refreshDate) ?? 0));
  }
  const sorted = [...delays.values()].sort((a, b) => a - b);
  return sorted.length < enough ? undefined : sorted[Math.floor(sorted.length / 2)];
}

/** A report whose newest date is older than usual. */
export interface LateReport {
  readonly report: string;
  readonly refreshDate: string;
  readonly days: number;
  readonly usual: number;
}

/** Whether the newest date of a report is three days older than it usually is. */
export function lateRun(run: ReportRun, today: string): LateReport | undefined {
  const refreshDate = newestDateOfRun(run, tomorrow(Date.parse(today)));
  if (refreshDate === undefined) return undefined;
  const usual = usualDelay(run.planned, refreshDate);
  const days = dateDistance(refreshDate, today);
  if (usual === undefined || days < usual + late) return undefined;
  return { report: run.planned.type.name, refreshDate, days, usual };
}

/** Whether a report had rows before and came without any. */
export function isEmptyRun({ files, planned }: ReportRun): boolean {
  return files.some(({ isEmpty }) => isEmpty) && (planned.coverage?.newestDay ?? null) !== null;
}

/** Whether the log is to tell today that Graph does not give a report. */
export function isRunToTell({ planned, unavailable }: ReportRun, today: string): boolean {
  if (unavailable === undefined) return false;
  const told = planned.coverage?.toldAt?.slice(0, 10) ?? '';
  return told <= dateAfter(today, -toldAgain);
}
