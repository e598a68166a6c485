import { protectedResource } from '../auth/permission/protectedResource.ts';
import { createTokenGate } from '../auth/tokenGate.ts';
import { model } from '../model/model.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { Settings, TelemetrySettings } from '../settings/settings.ts';
import { connectTableRows } from '../store/tables/connectTableRows.ts';
import { createStore } from '../store/createStore.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { checkHealth } from './checkHealth.ts';
import { composeRefusal } from './composeRefusal.ts';
import type { Composition } from './composition.ts';
import { compress } from './message/compress.ts';
import { createCollector } from './createCollector.ts';
import { createMaintenance } from './createMaintenance.ts';
import { createServiceLog, type ServiceLog, type WriteLine } from './message/serviceLog.ts';
import { createPages } from './createPages.ts';
import { createService, type Handle } from './createService.ts';
import { inFlight, limitInFlight, mostAnonymous } from './message/limitInFlight.ts';
import { refuseUnreadable } from './refuseUnreadable.ts';
import { strictTransport } from './strictTransport.ts';

/** Starts telemetry; `warn` takes what goes wrong with it later. */
type StartTelemetry = (
  settings: TelemetrySettings,
  warn: (message: string, error: unknown) => void,
) => Promise<Telemetry>;

function composeOf(settings: Settings, log: ServiceLog, startTelemetry: StartTelemetry | undefined): Composition {
  const telemetry =
    settings.telemetry &&
    startTelemetry?.(settings.telemetry, (message, error) => log.write('warning', message, error)).catch(
      (error: unknown) => {
        log.write('error', 'Telemetry could not be started; going on without', error);
        return undefined;
      },
    );
  const store = createStore(connectTableRows(settings.storage), undefined, settings.retention);
  const gate = createTokenGate({
    auth: settings.auth,
    publicUrl: settings.publicUrl,
    log: (level, message, detail) => log.write(level === 'warn' ? 'warning' : level, message, detail),
    rejected: (reason) => void telemetry?.then((started) => started?.rejected(reason)),
  });
  const parts = {
    model,
    store,
    gate,
    publicUrl: settings.publicUrl,
    log,
    ...(telemetry && { telemetry }),
    ...(settings.hidesCallers && { hidesCallers: true as const }),
  };
  const anonymous = inFlight(mostAnonymous);
  const outermost = (handle: Handle): Handle => strictTransport(settings.publicUrl, refuseUnreadable(handle, parts));
  const forAnybody = (handle: Handle): Handle => outermost(limitInFlight(handle, parts, anonymous));
  const service = createService(parts, anonymous);
  // Of requests that come at once the first makes it for all.
  let openApi: Promise<Buffer> | undefined;
  const makeOpenApi = async (): Promise<Buffer> => {
    // A file of its own in the package, which no other request reads.
    const { writeOpenApi } = await import('../represent/openApi/writeOpenApi.ts');
    return Buffer.from(writeOpenApi(model, settings));
  };
  return {
    handle: outermost(service),
    telemetry,
    page: forAnybody(createPages(service, parts, settings)),
    collector: settings.collector && createCollector(parts, settings.collector),
    maintenance: createMaintenance(parts, settings),
    health: outermost(checkHealth(store, gate, log)),
    protectedResource: forAnybody(async ({ method }) => {
      const headers = { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' };
      const body = method === 'HEAD' ? undefined : JSON.stringify(protectedResource(settings));
      return await Promise.resolve({ status: 200, headers, ...(body !== undefined && { body }) });
    }),
    openApi: forAnybody(async ({ method, headers: asked }) => {
      const headers = {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        Vary: 'Accept-Encoding',
      };
      if (method === 'HEAD') return { status: 200, headers };
      openApi ??= makeOpenApi().catch((error: unknown) => {
        openApi = undefined;
        throw error;
      });
      const body = await openApi;
      return await compress({ status: 200, headers, body }, asked.get('accept-encoding'));
    }),
  };
}

/**
 * The composition root: settings, storage, token gate, service; `startTelemetry` is called when the settings ask for telemetry,
 * and the app does without when it fails. Where a setting is bad or missing nothing is built of the others: what comes back
 * refuses everything, and the log names the setting.
 */
export function compose(
  environment: Readonly<Record<string, string | undefined>>,
  write: WriteLine,
  startTelemetry?: StartTelemetry,
): Composition {
  const log = createServiceLog(write);
  try {
    return composeOf(readSettings(environment), log, startTelemetry);
  } catch (error) {
    return composeRefusal(error instanceof Error ? error : new Error(String(error)), log);
  }
}
