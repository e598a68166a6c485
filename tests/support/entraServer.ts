import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from '../../shared/settings/settings.ts';
import { createEntraKey, readEntraKey, signToken, type EntraKey, type TokenOptions } from './entraToken.ts';
import { sharedRun } from './sharedRun.ts';

/** How the authority misbehaves: answers otherwise, breaks the connection, or never answers. */
export type Misbehaviour =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'reset'
  | 'hang';

/** What the key set and the metadata say. Tests change it in place. */
export interface EntraState {
  /** Signs tokens. */
  key: EntraKey;
  /** Entries of the key set; those of v2 get the issuer template unless they have one. */
  published: Readonly<Record<string, unknown>>[];
  /** Replaces members of the metadata. */
  metadata: Readonly<Record<string, unknown>>;
  /** Applies to requests whose path matches; all unless given. */
  misbehaviour: Misbehaviour | undefined;
  misbehavesAt: RegExp;
}

/** A running authority in the likeness of Entra, on a free port of 127.0.0.1. */
export interface EntraServer {
  readonly origin: string;
  readonly tenant: string;
  readonly audience: string;
  readonly client: string;
  /** AUTH_AUTHORITY for the one tenant, and for many. */
  readonly authority: string;
  readonly organizations: string;
  /** Settings under which its tokens are accepted. */
  readonly auth: Settings['auth'];
  /** The same as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly state: EntraState;
  /** Paths asked for so far, in order. */
  readonly requests: string[];
  /** A token that may read and write, but for the options. */
  sign(options?: TokenOptions): Promise<string>;
  /** Replaces the signing key by a new one; the old one leaves the key set. */
  rotate(): void;
  close(): Promise<void>;
}

const tenant = '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
const audience = 'c0ffee00-1234-4abc-8def-0123456789ab';
const client = 'a1b2c3d4-0000-4000-8000-00000000c11e';
const multiTenant: ReadonlySet<string> = new Set(['common', 'organizations']);

function answer(response: ServerResponse, misbehaviour: Misbehaviour): void {
  if (misbehaviour === 'hang') return;
  if (misbehaviour === 'reset') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(misbehaviour.status, misbehaviour.headers).end(misbehaviour.body);
}

/** The documents by the path behind the first segment. */
function documentAt(path: string, origin: string, state: EntraState): unknown {
  const [, segment = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const issuerTenant = multiTenant.has(segment) ? '{tenantid}' : segment;
  const metadata = (issuer: string, keys: string): unknown => ({
    issuer,
    jwks_uri: `${origin}/${segment}/${keys}`,
    authorization_endpoint: `${origin}/${segment}/oauth2/authorize`,
    token_endpoint: `${origin}/${segment}/oauth2/token`,
    id_token_signing_alg_values_supported: ['RS256'],
    cloud_instance_name: 'microsoftonline.com',
    ...state.metadata,
  });
  const documents: Readonly<Record<string, () => unknown>> = {
    '.well-known/openid-configuration': () => metadata(`${origin}/${issuerTenant}/`, 'discovery/keys'),
    'v2.0/.well-known/openid-configuration': () => metadata(`${origin}/${issuerTenant}/v2.0`, 'discovery/v2.0/keys'),
    'discovery/keys': () => ({ keys: state.published }),
    'discovery/v2.0/keys': () => ({
      keys: state.published.map((key) => ({ issuer: `${origin}/{tenantid}/v2.0`, ...key })),
    }),
  };
  return documents[rest]?.();
}

function respond(request: IncomingMessage, response: ServerResponse, origin: string, state: EntraState): void {
  const path = request.url ?? '/';
  if (state.misbehaviour !== undefined && state.misbehavesAt.test(path)) {
    answer(response, state.misbehaviour);
    return;
  }
  const document = documentAt(path, origin, state);
  const headers = { 'Content-Type': 'application/json' };
  response.writeHead(document === undefined ? 404 : 200, headers).end(JSON.stringify(document ?? {}));
}

let made: EntraKey | undefined;

/** The key of the run, else one that is made once for a file of tests: that takes longer than most of them. */
function firstKey(): EntraKey {
  const shared = sharedRun()?.key;
  if (shared !== undefined) return readEntraKey(shared);
  made ??= createEntraKey();
  return { ...made, jwk: { ...made.jwk } };
}

/** Starts an authority with metadata and key sets of both versions. Its first key is that of others. */
export async function startEntraServer(): Promise<EntraServer> {
  const key = firstKey();
  const state: EntraState = { key, published: [key.jwk], metadata: {}, misbehaviour: undefined, misbehavesAt: /^/ };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    respond(request, response, origin, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authority = `${origin}/${tenant}`;
  return {
    origin,
    tenant,
    audience,
    client,
    authority,
    organizations: `${origin}/organizations`,
    auth: { authority, audiences: [audience], tenants: [tenant], clients: [] },
    environment: { AUTH_AUTHORITY: authority, AUTH_AUDIENCE: audience },
    state,
    requests,
    sign: (options) => Promise.resolve(signToken({ origin, tenant, audience, client, key: state.key }, options)),
    rotate() {
      state.key = createEntraKey();
      state.published = [state.key.jwk];
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
