import { protectedResource } from '../auth/protectedResource.ts';
import { createTokenGate } from '../auth/tokenGate.ts';
import { model } from '../model/model.ts';
import type { ServiceResponse } from '../represent/response.ts';
import { readSettings } from '../settings/readSettings.ts';
import { connectTableRows } from '../store/connectTableRows.ts';
import { createStore } from '../store/createStore.ts';
import { checkHealth } from './checkHealth.ts';
import { compress } from './compress.ts';
import { createServiceLog } from './serviceLog.ts';
import { createService, type Handle } from './createService.ts';

/** Everything the HTTP triggers need, built once per process. */
export interface Composition {
  readonly handle: Handle;
  /** `/health`. */
  health(): Promise<ServiceResponse>;
  /** `/.well-known/oauth-protected-resource` (RFC 9728). */
  protectedResource(): ServiceResponse;
  /** `/openapi.json`. */
  openApi(acceptEncoding: string | null): Promise<ServiceResponse>;
}

/**
 * The composition root: settings, storage, token gate, service. Throws an Error that names the setting when one is bad
 * or missing.
 */
export function compose(
  environment: Readonly<Record<string, string | undefined>>,
  write: (line: string) => void,
): Composition {
  const settings = readSettings(environment);
  const log = createServiceLog(write);
  const store = createStore(connectTableRows(settings.storage));
  const gate = createTokenGate({
    auth: settings.auth,
    publicUrl: settings.publicUrl,
    log: (level, message, detail) => log.write(level === 'warn' ? 'warning' : level, message, detail),
  });
  let openApi: string | undefined;
  return {
    handle: createService({ model, store, gate, publicUrl: settings.publicUrl, log }),
    health: async () => await checkHealth(store, gate, log),
    protectedResource: () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' },
      body: JSON.stringify(protectedResource(settings)),
    }),
    openApi: async (acceptEncoding) => {
      if (openApi === undefined) {
        // A file of its own in the package, which no other request reads.
        const { writeOpenApi } = await import('../represent/writeOpenApi.ts');
        openApi = writeOpenApi(model, settings);
      }
      const headers = {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        Vary: 'Accept-Encoding',
      };
      return await compress({ status: 200, headers, body: openApi }, acceptEncoding);
    },
  };
}
