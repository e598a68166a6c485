import { CollectFailure, timeIsOver } from '../collectFailure.ts';
import { reasonOf } from '../../errors/reasonOf.ts';
import { retryAfter } from '../retryAfter.ts';
import type { CollectedFile } from './collectFile.ts';
import { mostRequests, type PlannedReport } from './planNight.ts';
import type { ReportRequest } from '../graph/reportRequests.ts';

/** What a report of a run came to. */
export interface ReportRun {
  readonly planned: PlannedReport;
  readonly files: readonly CollectedFile[];
  /** Calls that were answered without rows. */
  readonly emptyCalls: readonly string[];
  /** Files that failed in whole or in part, by their calls. */
  readonly failures: readonly { readonly report: string; readonly reason: string }[];
  /** Files the run had no time for, or not to their end: the next run goes on with them. */
  readonly unfinished: readonly string[];
  /** Why Graph does not give the report. */
  readonly unavailable: string | undefined;
  /** Calls for another version of the report, which this Graph does not have. */
  readonly withheld: readonly string[];
  /** Graph did not take the token for it. */
  readonly isRefused: boolean;
  /** Another run asks Graph for it, and was left the rest. */
  readonly isElsewhere: boolean;
  /** Days whose figures differ between two of its files, each in a sentence. */
  readonly differing: readonly string[];
  /** How often Graph was asked for it today. */
  readonly asked: number;
  /** Milliseconds spent. */
  readonly duration: number;
}

/** The report as it is collected: file after file, none of them while another of the same set is stored. */
export function reportRun(
  planned: PlannedReport,
  collect: (request: ReportRequest) => Promise<CollectedFile>,
  surroundings: {
    readonly deadline: number;
    /** Counts a request to Graph before it is sent, behind so many; false when another run has sent others. */
    readonly count: (asked: number) => Promise<boolean>;
    readonly unexpected: (call: string, error: unknown) => void;
    readonly differing: () => readonly string[];
  },
) {
  const { deadline, count, unexpected, differing } = surroundings;
  const left = [...planned.requests];
  /** Nothing of the report was got before today. */
  const isFirst = planned.requests.length === planned.wanted.length;
  const files: CollectedFile[] = [];
  const failures: { report: string; reason: string }[] = [];
  const unfinished: string[] = [];
  const [emptyCalls, withheld]: [string[], string[]] = [[], []];
  let unavailable: string | undefined;
  let [isRefused, isElsewhere] = [false, false];
  let { asked } = planned;
  let attempt = 0;
  let duration = 0;

  function fail(report: string, reason: string): void {
    if (reason.endsWith(timeIsOver)) unfinished.push(report);
    else failures.push({ report, reason });
  }
  function note(call: string, file: CollectedFile): void {
    files.push(file);
    if (file.isEmpty) emptyCalls.push(call);
    const { stopped, rows, problems } = file;
    if (stopped !== undefined) fail(call, `stopped ${stopped}`);
    else if (rows.failed > 0) fail(call, `${rows.failed} rows failed: ${problems.join('; ')}`);
  }
  /** When the file may be tried again, in milliseconds since the epoch; undefined when it is given up. */
  function refuse({ call, isOfOtherVersion }: ReportRequest, error: unknown): number | undefined {
    if (!(error instanceof CollectFailure)) unexpected(call, error);
    const known = error instanceof CollectFailure ? error : new CollectFailure(reasonOf(error));
    isRefused ||= known.isRefused;
    if (known.isUnavailable && isOfOtherVersion === true) {
      withheld.push(call);
      left.shift();
      return undefined;
    }
    if (known.isUnavailable && files.length === 0 && isFirst) {
      unavailable = known.message;
      left.length = 0;
      return undefined;
    }
    const now = Date.now();
    const notBefore = now + retryAfter(known.retryAfter, attempt, now, Infinity);
    if (known.isTransient && notBefore < deadline && Math.max(asked, attempt) < mostRequests) return notBefore;
    const late = known.isTransient && notBefore >= deadline ? ' There was no time left to try again.' : '';
    fail(call, known.message + late);
    left.shift();
    return undefined;
  }

  return {
    /** Whether there is nothing left to do. */
    isOver: (): boolean => left.length === 0,
    /** Collects the next file; returns when the one behind it may be asked for, in milliseconds since the epoch. */
    async step(): Promise<number> {
      const [request] = left;
      if (request === undefined) return 0;
      if (asked >= mostRequests) {
        left.shift();
        fail(request.call, `Graph was asked for the report ${mostRequests} times today.`);
        return 0;
      }
      attempt += 1;
      const began = Date.now();
      try {
        if (!(await count(asked))) {
          isElsewhere = true;
          left.length = 0;
          return 0;
        }
        asked += 1;
        note(request.call, await collect(request));
        left.shift();
        attempt = 0;
        return 0;
      } catch (error) {
        const again = refuse(request, error);
        if (again === undefined) attempt = 0;
        return again ?? 0;
      } finally {
        duration += Date.now() - began;
      }
    },
    /** The run is over: what is left is for the next one. */
    end(): void {
      unfinished.push(...left.splice(0).map(({ call }) => call));
    },
    result: (): ReportRun => ({
      planned,
      files,
      emptyCalls,
      failures,
      unfinished,
      unavailable,
      withheld,
      isRefused,
      isElsewhere,
      differing: differing(),
      asked,
      duration,
    }),
  };
}
