import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityType } from '../edm/entityType.ts';
import type { CollectorSettings } from '../settings/settings.ts';
import { CollectFailure, timeIsOver } from './collectFailure.ts';
import { collectSummary } from './collectSummary.ts';
import { downloadReport } from './downloadReport.ts';
import { identityToken } from './identityToken.ts';
import { readUpsertAnswer, type UpsertAnswer } from './readUpsertAnswer.ts';
import { reportRequests, type ReportRequest } from './reportRequests.ts';
import { retryAfter } from './retryAfter.ts';
import type { SendRows } from './rowOutcome.ts';
import { sendRepeatedly } from './sendRepeatedly.ts';
import { storeReport } from './storeReport.ts';
import { upsertRequest, type UpsertRequest } from './upsertRequest.ts';

/** What a run works with. */
export interface CollectTask {
  readonly settings: CollectorSettings;
  readonly model: readonly EntityType[];
  /** Carries out a bulk upsert of an entity set for the tenant of the settings. */
  readonly upsert: (entitySet: string, request: UpsertRequest) => Promise<UpsertAnswer>;
  readonly log: (level: 'info' | 'warning' | 'error', message: string, detail?: unknown) => void;
}

/** How often a report is asked for. */
const maxAttempts = 5;

/** A report that is still to be collected, and not before a time, in milliseconds since the epoch. */
interface Pending {
  readonly request: ReportRequest;
  readonly attempt: number;
  readonly notBefore: number;
}

const concealment =
  'Microsoft 365 conceals the names of users, groups and sites in its reports: they are stored as the hashes Graph gives. ' +
  "To store names, clear 'Display concealed user, group, and site names in all reports' in the Microsoft 365 admin center " +
  '(Settings, Org settings, Reports; displayConcealedNames of /admin/reportSettings). Rows with names are other rows than ' +
  'those with hashes.';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Collects every report of the model from Microsoft Graph and stores its rows: all periods each time, so that a day that
 * Graph delivers late, or that a run missed, comes with the next run; under the ids of the natural keys, so that what is
 * stored already does not change. One report after the other; while Graph asks to wait for one, others go on. What
 * fails keeps no other from being collected.
 *
 * @throws CollectFailure when anything failed, after one line in the log that says what became of everything
 */
export async function collectReports(task: CollectTask): Promise<void> {
  const { settings, model, log } = task;
  const began = Date.now();
  const deadline = began + settings.timeLimit;
  const signal = AbortSignal.timeout(settings.timeLimit);
  const tokenOf = identityToken(settings, signal);
  const requests = reportRequests(model);
  const summary = collectSummary(
    settings.tenant,
    requests.map(({ type }) => type),
  );

  async function collect({ request, attempt }: Pending): Promise<Pending | undefined> {
    try {
      const pieces = await downloadReport(settings.graph, request.call, await tokenOf(), signal);
      summary.add(request, await storeReport(request, pieces, senderOf(task, request.type, signal)));
    } catch (error) {
      if (!(error instanceof CollectFailure)) log('error', `The report ${request.call} failed unexpectedly`, error);
      const now = Date.now();
      const notBefore =
        now + retryAfter(error instanceof CollectFailure ? error.retryAfter : null, attempt, now, Infinity);
      const isTransient = error instanceof CollectFailure && error.isTransient;
      if (isTransient && attempt < maxAttempts && notBefore < deadline)
        return { request, attempt: attempt + 1, notBefore };
      const late = isTransient && notBefore >= deadline ? ' There was no time left to try again.' : '';
      summary.fail(request, messageOf(error) + late);
    }
    return undefined;
  }

  let pending: Pending[] = requests.map((request) => ({ request, attempt: 1, notBefore: began }));
  try {
    // Whose the token is must be known before anything is fetched.
    await tokenOf();
  } catch (error) {
    log('error', `Nothing was collected: ${messageOf(error)}`, error);
    throw error;
  }
  while (pending.length > 0) {
    const now = Date.now();
    const next = pending.find(({ notBefore }) => notBefore <= now);
    if (next === undefined) {
      const earliest = Math.min(...pending.map(({ notBefore }) => notBefore));
      await sleep(earliest - now, undefined, { signal }).catch(() => undefined);
      // Behind the end of the run nothing waits any more.
      if (signal.aborted) pending = pending.map((one) => ({ ...one, attempt: maxAttempts, notBefore: 0 }));
      continue;
    }
    const again = await collect(next);
    summary.spend(next.request, Date.now() - now);
    pending = [...pending.filter((one) => one !== next), ...(again === undefined ? [] : [again])];
  }
  conclude(task, { ...summary.end(), duration: Date.now() - began });
}

/** Sends rows of a type through the bulk upsert, in process; none any more when the run is over. */
function senderOf({ upsert }: CollectTask, { name }: EntityType, signal: AbortSignal): SendRows {
  return sendRepeatedly(async (rows) => {
    if (signal.aborted) return { failure: new CollectFailure(timeIsOver), isFinal: true, pause: null };
    return readUpsertAnswer(name, await upsert(name, upsertRequest(rows)));
  }, signal);
}

type Ended = ReturnType<ReturnType<typeof collectSummary>['end']> & { readonly duration: number };

/** Writes the line of the run, and warnings for the operator; throws when anything failed, which marks the run as failed. */
function conclude({ log }: CollectTask, ended: Ended): void {
  const { failures, concealed, unknownColumns } = ended;
  if (concealed.length > 0) log('warning', concealment, { types: concealed });
  if (Object.keys(unknownColumns).length > 0) {
    log('warning', 'Reports of Microsoft Graph have columns this service does not keep', unknownColumns);
  }
  log(failures.length === 0 ? 'info' : 'error', 'collected', ended);
  if (failures.length === 0) return;
  throw new CollectFailure(
    `${failures.length} reports failed in whole or in part, such as ${failures[0]?.report ?? ''}: ` +
      `${failures[0]?.reason ?? ''} The others are stored; the next run collects them all again.`,
  );
}
