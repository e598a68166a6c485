import { randomUUID } from 'node:crypto';
import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { model } from '../../shared/model/model.ts';
import { createService } from '../../shared/service/createService.ts';
import { createServiceLog } from '../../shared/service/message/serviceLog.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { startEntraServer } from './entraServer.ts';
import { signToken } from './entraToken.ts';
import { bodyPieces, requestHeaders, toResponse, type TestRequest } from './testApp.ts';

/** A caller of one tenant. */
export interface TenantCaller {
  readonly tenant: string;
  fetch(path: string, request?: TestRequest): Promise<Response>;
}

/** The service in this process for many tenants. */
export interface TenantsApp {
  /** A caller of a tenant nobody had before. */
  newTenant(): TenantCaller;
  stop(): Promise<void>;
}

async function* iterate(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/**
 * Rows in memory whose clock moves by a second with each request of a tenant, and for that tenant only: changes within one
 * second come in no certain order, which would make two worlds differ by chance.
 */
function rowsWithClocks(): Rows {
  const begun = Date.now();
  const requests = new Map<string, number>();
  let now = begun;
  return createMemoryRows({
    now: () => now,
    fault({ tenant }) {
      const count = (requests.get(tenant) ?? 0) + 1;
      requests.set(tenant, count);
      now = begun + count * 1000;
      return undefined;
    },
  });
}

/** Starts it with the real token gate, over rows in memory unless others are given. */
export async function startTenantsApp(tenants: number, rows = rowsWithClocks()): Promise<TenantsApp> {
  const entra = await startEntraServer();
  const { origin, audience, client, state } = entra;
  const names = Array.from({ length: tenants }, () => randomUUID());
  const publicUrl = 'https://reports.example';
  const auth = { authority: entra.organizations, audiences: [audience], tenants: names, clients: [] };
  const handle = createService({
    model,
    store: createStore(rows),
    gate: createTokenGate({ auth, publicUrl, log: () => undefined }),
    publicUrl,
    log: createServiceLog(() => undefined),
  });
  const free = names.values();
  return {
    newTenant() {
      const tenant = free.next().value;
      if (tenant === undefined) throw new Error('There are no more tenants');
      const token = signToken({ origin, tenant, audience, client, key: state.key });
      return {
        tenant,
        async fetch(path, request = {}) {
          const headers = new Headers(requestHeaders(request, () => token));
          const pieces = bodyPieces(request);
          const body = pieces === undefined ? null : iterate(pieces);
          const answer = await handle({ method: request.method ?? 'GET', url: publicUrl + path, headers, body });
          return toResponse(
            answer.status,
            new Headers(answer.headers),
            answer.body as Parameters<typeof toResponse>[2],
          );
        },
      };
    },
    stop: () => entra.close(),
  };
}
