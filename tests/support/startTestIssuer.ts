import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { loadSigningKey } from '../../local/issuer/signingKey.ts';
import { startIssuer } from '../../local/issuer/startIssuer.ts';

export type JsonDocument = Readonly<Record<string, string>>;

/** A development issuer on a free port, and what a client and a resource server do with it. */
export interface TestIssuer {
  readonly origin: string;
  readonly dataDir: string;
  /** Verifies a token by nothing but the metadata of its version, as a resource server does. */
  verify(token: string, audience: string): Promise<JWTPayload>;
  /** Posts a form and reads the JSON that comes back. */
  post(path: string, form: JsonDocument, headers?: JsonDocument): Promise<{ response: Response; body: JsonDocument }>;
  stop(): Promise<void>;
}

/** Tenant and API that test issuers are for, and a client. */
export const parties = {
  tenant: '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94',
  api: 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704',
  apiUri: 'https://reports.example',
  client: '11111111-2222-4333-8444-555555555555',
} as const;

const getJson = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

async function verify(origin: string, token: string, audience: string): Promise<JWTPayload> {
  const { tid, ver } = decodeJwt<{ tid: string; ver: string }>(token);
  const version = ver === '1.0' ? '' : 'v2.0/';
  const { issuer, jwks_uri: keySetUrl } = await getJson<{ issuer: string; jwks_uri: string }>(
    `${origin}/${tid}/${version}.well-known/openid-configuration`,
  );
  const keys = await getJson<JSONWebKeySet & { keys: { issuer?: string }[] }>(keySetUrl);
  const [key] = keys.keys;
  if (key?.issuer !== issuer || 'd' in key) throw new Error(`bad key: ${JSON.stringify(key)}`);
  const options = { issuer, audience, algorithms: ['RS256'], typ: 'JWT' };
  return (await jwtVerify(token, createLocalJWKSet(keys), options)).payload;
}

/** Starts it with data in a temporary folder. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'issuer-'));
  const { tenant, api, apiUri } = parties;
  const issuer = await startIssuer({ key: await loadSigningKey(dataDir), tenant, audiences: [api, apiUri] }, 0);
  return {
    origin: issuer.origin,
    dataDir,
    verify: (token, audience) => verify(issuer.origin, token, audience),
    async post(target, form, headers = {}) {
      const body = new URLSearchParams(form);
      const response = await fetch(`${issuer.origin}/${target}`, { method: 'POST', body, headers });
      return { response, body: (await response.json()) as JsonDocument };
    },
    async stop() {
      await issuer.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
