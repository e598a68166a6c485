import { protectedResource } from '../auth/protectedResource.ts';
import { createTokenGate } from '../auth/tokenGate.ts';
import { model } from '../model/model.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { TelemetrySettings } from '../settings/settings.ts';
import { connectTableRows } from '../store/connectTableRows.ts';
import { createStore } from '../store/createStore.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { checkHealth } from './checkHealth.ts';
import { compress } from './compress.ts';
import { createCollector, type Collector } from './createCollector.ts';
import { createServiceLog, type WriteLine } from './serviceLog.ts';
import { createPages } from './createPages.ts';
import { createService, type Handle } from './createService.ts';
import { inFlight, limitInFlight, mostAnonymous } from './limitInFlight.ts';
import { strictTransport } from './strictTransport.ts';

/** Everything the triggers need, built once per process. */
export interface Composition {
  readonly handle: Handle;
  /** `/`, `/docs` and the files of these pages. */
  readonly page: Handle;
  /** `/health`; outside of all limits, so that a busy app is not taken for a sick one. */
  readonly health: Handle;
  /** `/.well-known/oauth-protected-resource` (RFC 9728). */
  readonly protectedResource: Handle;
  /** `/openapi.json`. */
  readonly openApi: Handle;
  /** Absent unless reports are to be collected. */
  readonly collector: Collector | undefined;
  /** Absent unless the settings ask for it; undefined when it failed to start, which the log tells. */
  readonly telemetry: Promise<Telemetry | undefined> | undefined;
}

/**
 * The composition root: settings, storage, token gate, service; `startTelemetry` is called when the settings ask for telemetry,
 * and the app does without when it fails. Throws an Error that names the setting when one is bad
 * or missing.
 */
export function compose(
  environment: Readonly<Record<string, string | undefined>>,
  write: WriteLine,
  startTelemetry?: (settings: TelemetrySettings, warn: (message: string, error: unknown) => void) => Promise<Telemetry>,
): Composition {
  const settings = readSettings(environment);
  const log = createServiceLog(write);
  const telemetry =
    settings.telemetry &&
    startTelemetry?.(settings.telemetry, (message, error) => log.write('warning', message, error)).catch(
      (error: unknown) => {
        log.write('error', 'Telemetry could not be started; going on without', error);
        return undefined;
      },
    );
  const store = createStore(connectTableRows(settings.storage));
  const gate = createTokenGate({
    auth: settings.auth,
    publicUrl: settings.publicUrl,
    log: (level, message, detail) => log.write(level === 'warn' ? 'warning' : level, message, detail),
    rejected: (reason) => void telemetry?.then((started) => started?.rejected(reason)),
  });
  const parts = { model, store, gate, publicUrl: settings.publicUrl, log, ...(telemetry && { telemetry }) };
  const anonymous = inFlight(mostAnonymous);
  const forAnybody = (handle: Handle): Handle =>
    strictTransport(settings.publicUrl, limitInFlight(handle, parts, anonymous));
  const service = createService(parts, anonymous);
  const handle = strictTransport(settings.publicUrl, service);
  let openApi: Buffer | undefined;
  return {
    handle,
    telemetry,
    page: forAnybody(createPages(service, parts, settings)),
    collector: settings.collector && createCollector(parts, settings.collector),
    health: strictTransport(settings.publicUrl, checkHealth(store, gate, log)),
    protectedResource: forAnybody(async () => {
      const headers = { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' };
      return await Promise.resolve({ status: 200, headers, body: JSON.stringify(protectedResource(settings)) });
    }),
    openApi: forAnybody(async ({ headers: asked }) => {
      if (openApi === undefined) {
        // A file of its own in the package, which no other request reads.
        const { writeOpenApi } = await import('../represent/writeOpenApi.ts');
        openApi = Buffer.from(writeOpenApi(model, settings));
      }
      const headers = {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        Vary: 'Accept-Encoding',
      };
      return await compress({ status: 200, headers, body: openApi }, asked.get('accept-encoding'));
    }),
  };
}
