import { tomorrow, utcDate } from '../../edm/tomorrow.ts';
import { timeIsOver } from '../collectFailure.ts';
import type { AskService } from '../ledger/askService.ts';
import { coverReport, type CoverageNews } from '../ledger/coverReport.ts';
import { isRunToTell, newestDateOfRun } from './runs.ts';
import type { ReportRun } from './reportRun.ts';

type Told = Pick<CoverageNews, 'outcome' | 'reason'>;

/** What the coverage says of a run in a word, and why where that is no good news. */
function outcomeOf({ files, failures, unfinished, unavailable }: ReportRun): Told {
  if (unavailable !== undefined) return { outcome: 'unavailable', reason: unavailable };
  const [failure] = failures;
  if (failure !== undefined) return { outcome: 'failed', reason: `${failure.report}: ${failure.reason}` };
  if (unfinished.length > 0) return { outcome: 'failed', reason: timeIsOver };
  if (files.some(({ rows }) => rows.created + rows.updated > 0)) return { outcome: 'stored' };
  const isEmpty = files.some((file) => file.isEmpty);
  return { outcome: 'nothingNew', ...(isEmpty && { reason: 'The report came without rows.' }) };
}

/** Whether names are concealed in the files of the newest refresh date; undefined where none was got, or rows have no names. */
function isConcealed(run: ReportRun, now: number): boolean | undefined {
  const newest = newestDateOfRun(run, tomorrow(now));
  const { shape } = run.planned.type;
  if (newest === undefined || shape !== 'detail') return undefined;
  const files = run.files.filter(({ content }) => content.parts.some(({ refreshDate }) => refreshDate === newest));
  return files.some(({ content }) => content.concealed.length > 0);
}

/** Calls that are not repeated today. Details that came empty are: Graph has them for every tenant that has users. */
function settledCalls({ planned, emptyCalls, withheld }: ReportRun): readonly string[] {
  return planned.type.shape === 'detail' ? withheld : [...emptyCalls, ...withheld];
}

/** The periods of which a refresh date has a file when all of it is there. */
function expectedPeriods({ planned }: ReportRun, settled: readonly string[]): readonly (string | null)[] {
  const { wanted, settledBefore } = planned;
  return wanted.flatMap(({ call, period }) =>
    settled.includes(call) || settledBefore.includes(call) ? [] : [period?.days ?? null],
  );
}

/** Keeps what there is of a report, and what the run came to; throws a CollectFailure when the service refuses. */
export async function coverRun(ask: AskService, run: ReportRun, now: number): Promise<void> {
  const whole = run.files.filter(({ isWhole }) => isWhole);
  const concealed = isConcealed(run, now);
  const settled = settledCalls(run);
  await coverReport(
    ask,
    run.planned.type.name,
    {
      by: 'collector',
      ...outcomeOf(run),
      refreshDates: whole.flatMap(({ refreshDates }) => refreshDates),
      days: whole.flatMap(({ days }) => days),
      periods: expectedPeriods(run, settled),
      settledCalls: settled,
      ...(concealed !== undefined && { isConcealed: concealed }),
      isTold: isRunToTell(run, utcDate(now)),
    },
    now,
  );
}
