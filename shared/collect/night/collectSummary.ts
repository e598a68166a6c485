import { added, type RowCounts } from '../ledger/ledgerEntry.ts';
import { isEmptyRun, isRunToTell, lateRun, type LateReport } from './runs.ts';
import type { ReportRun } from './reportRun.ts';

/** What a run came to for one report type. */
interface TypeSummary {
  /** Files. */
  readonly reports: number;
  readonly rows: RowCounts;
  /** Requests to Microsoft Graph today. */
  readonly asked: number;
  /** Milliseconds spent on its files. */
  readonly duration: number;
}

/** What a run came to; the one line it leaves in the log. */
export interface CollectSummary {
  readonly tenant: string;
  readonly rows: RowCounts;
  readonly types: Readonly<Record<string, TypeSummary>>;
  /** Files that failed in whole or in part, and why. */
  readonly failures: ReportRun['failures'];
  /** Files the time of the run was too short for. */
  readonly unfinished: readonly string[];
  /** Reports that Graph does not give, of which the log is to tell, and why. */
  readonly unavailable: Readonly<Record<string, string>>;
  /** Calls for another version of a report, which this Graph does not have. */
  readonly withheld: readonly string[];
  /** Reports that another run asked for meanwhile, which was left the rest of them. */
  readonly elsewhere: readonly string[];
  /** What is odd about the columns of files, by type. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Types in which Graph conceals names. */
  readonly concealed: readonly string[];
  /** Types that had rows and came without any. */
  readonly emptied: readonly string[];
  readonly late: readonly LateReport[];
  /** Days whose figures differ between two periods of one refresh date, each in a sentence. */
  readonly differing: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Adds up what the reports of a run came to. */
export function collectSummary(
  tenant: string,
  runs: readonly ReportRun[],
  { today, duration }: { readonly today: string; readonly duration: number },
): CollectSummary {
  const nameOf = ({ planned }: ReportRun): string => planned.type.name;
  const rowsOf = ({ files }: ReportRun): RowCounts => added(files.map(({ rows }) => rows));
  const columnsOf = ({ files }: ReportRun): readonly string[] => [
    ...new Set(files.flatMap(({ content }) => content.columnWarnings)),
  ];
  return {
    tenant,
    rows: added(runs.map(rowsOf)),
    types: Object.fromEntries(
      runs.map((run) => [
        nameOf(run),
        { reports: run.files.length, rows: rowsOf(run), asked: run.asked, duration: run.duration },
      ]),
    ),
    failures: runs.flatMap(({ failures }) => failures),
    unfinished: runs.flatMap(({ unfinished }) => unfinished),
    unavailable: Object.fromEntries(
      runs.filter((run) => isRunToTell(run, today)).map((run) => [nameOf(run), run.unavailable ?? '']),
    ),
    withheld: runs.flatMap(({ withheld }) => withheld),
    elsewhere: runs.filter(({ isElsewhere }) => isElsewhere).map(nameOf),
    columns: Object.fromEntries(
      runs.flatMap((run) => (columnsOf(run).length === 0 ? [] : [[nameOf(run), columnsOf(run)]])),
    ),
    concealed: runs.filter(({ files }) => files.some(({ content }) => content.concealed.length > 0)).map(nameOf),
    emptied: runs.filter(isEmptyRun).map(nameOf),
    late: runs.flatMap((run) => lateRun(run, today) ?? []),
    differing: runs.flatMap(({ differing }) => differing),
    duration,
  };
}
