import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import type { Turns } from '../../shared/expression/cost/turns.ts';
import { model as wholeModel } from '../../shared/model/model.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { createService, type Handle } from '../../shared/service/createService.ts';
import { createServiceLog } from '../../shared/service/message/serviceLog.ts';
import type { ServiceParts } from '../../shared/service/message/serviceParts.ts';
import type { Clock } from '../../shared/store/contract/clock.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore, type RetentionDays } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { Telemetry } from '../../shared/telemetry/telemetry.ts';
import { startEntraServer } from './entraServer.ts';
import { signToken } from './entraToken.ts';
import { bodyPieces, keepToken, noteVersion, requestHeaders, toResponse, type StartedApp } from './testApp.ts';

/** What the service is made of, where a test wants something else than usual. */
export interface InProcessOptions {
  readonly model?: readonly EntityType[];
  readonly rows?: Rows;
  readonly telemetry?: Telemetry;
  readonly hidesCallers?: true;
  readonly startClock?: () => Clock;
  readonly turns?: Turns;
  /** How long rows are kept; for ever unless given. */
  readonly retention?: RetentionDays;
  /** What the settings say besides whose tokens are accepted. */
  readonly auth?: Partial<Settings['auth']>;
  /** Handed the service itself. */
  readonly onHandle?: (handle: Handle) => void;
  /** Handed what the service is made of, for what runs in the same process by a timer. */
  readonly onParts?: (parts: ServiceParts) => void;
}

/** How long the keys of the authority may take, in milliseconds: it is in this process, which a busy machine may leave aside for seconds. */
const patience = 60_000;

interface LogLine {
  readonly level: string;
  readonly message: string;
}

async function* iterate(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/** The service in this process, over rows in memory, with the real token gate and an authority of its own. */
export async function startInProcess(options: InProcessOptions = {}): Promise<StartedApp & { readonly log: string[] }> {
  const { model = wholeModel, rows = createMemoryRows(), telemetry, startClock, turns } = options;
  const entra = await startEntraServer();
  const publicUrl = 'https://reports.example';
  const log: string[] = [];
  const serviceLog = createServiceLog((line) => void log.push(line));
  const rejected = (reason: string) => telemetry?.rejected(reason);
  const auth = { ...entra.auth, ...options.auth };
  const gate = createTokenGate({ auth, publicUrl, log: () => undefined, rejected, loadTimeout: patience });
  const parts = {
    model,
    store: createStore(rows, undefined, options.retention),
    gate,
    publicUrl,
    log: serviceLog,
    ...(startClock && { startClock }),
    ...(options.hidesCallers && { hidesCallers: true as const }),
    ...(turns && { turns }),
  };
  const whole: ServiceParts = { ...parts, ...(telemetry && { telemetry: Promise.resolve(telemetry) }) };
  const handle = createService(whole);
  options.onHandle?.(handle);
  options.onParts?.(whole);
  const { origin, tenant, audience, client, state } = entra;
  const sign: StartedApp['sign'] = (token) => signToken({ origin, tenant, audience, client, key: state.key }, token);
  const usual = keepToken(sign);
  let read = 0;
  return {
    publicUrl,
    tenant,
    log,
    sign,
    async fetch(path, request = {}) {
      const headers = new Headers(requestHeaders(request, usual));
      const pieces = bodyPieces(request);
      const body = pieces === undefined ? null : iterate(pieces);
      const answer = await handle({ method: request.method ?? 'GET', url: publicUrl + path, headers, body });
      if (answer.body !== undefined && (answer.status === 204 || answer.status === 304)) {
        throw new Error(`An answer ${answer.status} has a body`);
      }
      const received = answer.body as Parameters<typeof toResponse>[2];
      return noteVersion(toResponse(answer.status, new Headers(answer.headers), received), request);
    },
    takeFailures() {
      const lines = log.slice(read).map((line) => JSON.parse(line) as LogLine);
      read = log.length;
      return Promise.resolve(lines.filter(({ level }) => level === 'error').map((line) => JSON.stringify(line)));
    },
    stop: () => entra.close(),
  };
}
