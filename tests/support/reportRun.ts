import type { ReportRun } from '../../shared/collect/night/reportRun.ts';

/** A run of a report that had nothing to say, but for what is given. */
export function reportRun(planned: object, changes: Partial<ReportRun> = {}): ReportRun {
  return {
    planned: planned as unknown as ReportRun['planned'],
    files: [],
    emptyCalls: [],
    withheld: [],
    failures: [],
    unfinished: [],
    unavailable: undefined,
    isRefused: false,
    isElsewhere: false,
    differing: [],
    asked: 1,
    duration: 1,
    ...changes,
  };
}
