import type { EntityType } from '../../edm/entityType.ts';
import { utcDate } from '../../edm/tomorrow.ts';
import type { CollectorSettings } from '../../settings/settings.ts';
import type { Count } from '../../telemetry/telemetry.ts';
import { CollectFailure, timeIsOver } from '../collectFailure.ts';
import { identityToken } from '../graph/identityToken.ts';
import { spoolFolder, type SpoolFolder } from '../graph/spoolFolder.ts';
import type { AskService } from '../ledger/askService.ts';
import { countRequest } from '../ledger/countRequest.ts';
import { readState } from '../ledger/readState.ts';
import { differingDays } from '../differingDays.ts';
import { plainWebAssembly } from '../memory/plainWebAssembly.ts';
import { youngSpace } from '../memory/youngSpace.ts';
import { readUpsertAnswer } from '../readUpsertAnswer.ts';
import { reasonOf } from '../../errors/reasonOf.ts';
import type { SendRows } from '../rowOutcome.ts';
import { sendRepeatedly } from '../sendRepeatedly.ts';
import { upsertRequest } from '../upsertRequest.ts';
import { chosenReports } from './chosenReports.ts';
import { collectFile } from './collectFile.ts';
import { collectSummary } from './collectSummary.ts';
import { countNight } from './countNight.ts';
import { coverRun } from './coverRun.ts';
import { inSteps } from './inSteps.ts';
import { oneAtATime } from './oneAtATime.ts';
import { planNight, type PlannedReport } from './planNight.ts';
import { reportRun, type ReportRun } from './reportRun.ts';
import { tellSummary } from './tellSummary.ts';

/** What a run works with. */
export interface CollectTask {
  readonly settings: CollectorSettings;
  readonly model: readonly EntityType[];
  /** Carries out a request for the tenant of the settings. */
  readonly ask: AskService;
  readonly log: (level: 'info' | 'warning' | 'error', message: string, detail?: unknown) => void;
  /** Counts what the run came to, under this name where it is not about one report; nowhere unless given. */
  readonly counted?: { readonly count: Count; readonly everyReport: string };
  /** Milliseconds since the epoch, by which nights are told apart; the machine's own unless given. */
  readonly now?: () => number;
}

/** Reports that are collected at a time, each into a set of its own. */
const atOnce = 4;
/** A file of more lines is stored alone: what is kept of its rows takes memory. */
const manyLines = 250_000;
/** So many reports that Graph refuses, and none that it gives: then the token is not good for any. */
const mostRefusals = 8;

/** What lasts as long as a run. */
interface Run {
  readonly task: CollectTask;
  readonly tokenOf: () => Promise<string>;
  /** The end of the run. */
  readonly signal: AbortSignal;
  readonly deadline: number;
  readonly now: () => number;
}

/** Sends rows of a type through the bulk upsert; none any more when the run is over. */
function senderOf({ ask }: CollectTask, { name }: EntityType, signal: AbortSignal): SendRows {
  return sendRepeatedly(async (rows) => {
    if (signal.aborted) return { failure: new CollectFailure(timeIsOver), isFinal: true, pause: null };
    const { query, ...request } = upsertRequest(rows);
    return readUpsertAnswer(name, await ask({ path: name + query, ...request }));
  }, signal);
}

/** Collects the reports; each leaves what it came to in the coverage as soon as it is done. */
async function collectPlanned(
  planned: readonly PlannedReport[],
  { task, tokenOf, signal, deadline, now }: Run,
  spool: SpoolFolder,
) {
  const { settings, ask, log } = task;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const turnOfMany = oneAtATime();
  const takeTurn = async (lines: number): Promise<() => void> =>
    lines > manyLines ? await turnOfMany() : () => undefined;
  const unexpected = (call: string, error: unknown): void =>
    log('error', `The report ${call} failed unexpectedly`, error);
  let [given, refused] = [0, 0];

  const works = planned.map((report) => {
    const shared = { origin: settings.graph.origin, token: tokenOf, spool, ask, signal: either, now, takeTurn };
    const send = senderOf(task, report.type, either);
    const days = differingDays(report.type);
    const run = reportRun(
      report,
      async (request) => {
        return await collectFile(request, { ...shared, send, onRow: days.look });
      },
      {
        deadline,
        count: async (asked) => await countRequest(ask, report.type.name, now(), asked),
        unexpected,
        differing: days.found,
      },
    );
    let result: ReportRun | undefined;
    async function conclude(): Promise<void> {
      const made = run.result();
      days.forget();
      [given, refused] = [given + made.files.length, refused + Number(made.isRefused)];
      if (given === 0 && refused >= mostRefusals) stop.abort();
      try {
        if (!made.isElsewhere || made.files.length > 0) await coverRun(ask, made, now());
        result = made;
      } catch (error) {
        const failure = { report: report.type.name, reason: reasonOf(error) };
        result = { ...made, failures: [...made.failures, failure] };
      }
    }
    return {
      isOver: () => result !== undefined,
      async step(): Promise<number> {
        const next = await run.step();
        if (run.isOver()) await conclude();
        return next;
      },
      async end(): Promise<ReportRun> {
        const isBegun = run.result().asked > report.asked;
        run.end();
        if (result === undefined && isBegun) await conclude();
        return result ?? run.result();
      },
    };
  });
  await inSteps(works, atOnce, either);
  const runs: ReportRun[] = [];
  for (const work of works) runs.push(await work.end());
  return { runs, isRefused: given === 0 && refused > 0 };
}

/** Removes the report files of a run. Where the disk does not let go of them, what the run came to is told all the same. */
async function clear(spool: SpoolFolder, log: CollectTask['log']): Promise<void> {
  try {
    await spool.remove();
  } catch (error) {
    log('warning', 'Report files of the run could not be removed; the next run tries again', error);
  }
}

/** What is to be collected; a run that cannot begin says so in the log. */
async function plan({ task, tokenOf, now }: Run, today: string): Promise<readonly PlannedReport[]> {
  const { settings, model, ask, log } = task;
  const { types, unknown } = chosenReports(model, settings.reports);
  if (unknown.length > 0) log('warning', 'COLLECTOR_REPORTS names reports that do not exist', unknown);
  try {
    // Night after night it would be a run that has all it asks for.
    if (types.length === 0) throw new CollectFailure('COLLECTOR_REPORTS names no report of this service.');
    // Whose the token is must be known before anything is fetched.
    await tokenOf();
    return planNight(types, settings, await readState(ask, now()), today);
  } catch (error) {
    log('error', `Nothing was collected: ${reasonOf(error)}`, error);
    throw error;
  }
}

/**
 * Collects the reports of Microsoft Graph that are not yet collected today and stores their rows under the ids of their
 * natural keys. What fails keeps no other from being collected.
 *
 * @throws CollectFailure when anything failed, after one line in the log that says what became of everything
 */
export async function collectReports(task: CollectTask): Promise<void> {
  const { settings, log, now = Date.now } = task;
  const began = Date.now();
  const today = utcDate(now());
  const signal = AbortSignal.timeout(settings.timeLimit);
  const run: Run = {
    task,
    tokenOf: identityToken(settings, signal),
    signal,
    deadline: began + settings.timeLimit,
    now,
  };
  plainWebAssembly.begin();
  try {
    const planned = await plan(run, today);
    const spool = await spoolFolder();
    const { runs, isRefused } = await collectPlanned(planned, run, spool).finally(async () => await clear(spool, log));
    const summary = collectSummary(settings.tenant, runs, { today, duration: Date.now() - began });
    const [first] = runs.filter((made) => made.isRefused);
    const refusal = {
      report: first?.planned.type.name ?? '',
      reason: first?.unavailable ?? first?.failures[0]?.reason ?? '',
    };
    const told = isRefused ? { ...summary, failures: [refusal, ...summary.failures] } : summary;
    if (task.counted !== undefined) countNight(runs, told, task.counted.count, task.counted.everyReport);
    tellSummary(told, log);
  } finally {
    youngSpace.release();
    plainWebAssembly.end();
  }
}
