import { createHash, randomBytes } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { developmentUser } from './developmentUser.ts';
import type { SigningKey } from './signingKey.ts';

/** What a token is to say. */
export interface TokenRequest {
  /** Origin of the issuer, `http://127.0.0.1:7072`. */
  readonly origin: string;
  /** Tenant GUID in lower case. */
  readonly tenant: string;
  /** Form of the token: 1 is what Entra issues for its v1 endpoints and to Power Query. */
  readonly version: 1 | 2;
  /** `aud`. */
  readonly audience: string;
  /** Client id of the application that asks. */
  readonly client: string;
  /** Whether the client proved itself by a secret. */
  readonly confidential: boolean;
  /** Delegated permissions of the development user; undefined for a token of the application itself. */
  readonly scopes?: readonly string[];
  /** Application permissions, or with scopes the roles of the user. */
  readonly roles?: readonly string[];
}

/** Seconds a token is valid. */
export const tokenLifetime = 3600;

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Issuer of a tenant's tokens; `{tenantid}` for the metadata of all tenants. */
export function issuerOf(origin: string, tenant: string, version: 1 | 2): string {
  return version === 1 ? `${origin}/${tenant}/` : `${origin}/${tenant}/v2.0`;
}

/** Who signed in, as seen by one client: `sub` is pairwise (OpenID Connect Core 1.0 section 8). */
function userClaims({ client, version }: TokenRequest): JWTPayload {
  const { name, userName, oid } = developmentUser;
  const sub = createHash('sha256').update(`${oid} ${client}`).digest('base64url');
  const named =
    version === 1 ? { unique_name: userName, upn: userName, amr: ['pwd'], acr: '1' } : { preferred_username: userName };
  return { name, oid, sub, ...named };
}

function subjectClaims(request: TokenRequest): JWTPayload {
  if (request.scopes !== undefined) return { ...userClaims(request), scp: request.scopes.join(' ') };
  const oid = guidOf(`service principal ${request.tenant} ${request.client}`);
  return { idtyp: 'app', oid, sub: oid };
}

function clientClaims({ version, client, confidential }: TokenRequest): JWTPayload {
  const proof = confidential ? '1' : '0';
  return version === 1 ? { appid: client, appidacr: proof } : { azp: client, azpacr: proof };
}

/** Signs an access token in the shape Entra gives it (access token claims reference of the Microsoft identity platform). */
export async function signAccessToken(key: SigningKey, request: TokenRequest): Promise<string> {
  const { origin, tenant, version, audience, roles } = request;
  const now = Math.floor(Date.now() / 1000);
  const claims: JWTPayload = {
    aud: audience,
    iss: issuerOf(origin, tenant, version),
    iat: now,
    nbf: now,
    exp: now + tokenLifetime,
    ...clientClaims(request),
    ...subjectClaims(request),
    ...(roles && roles.length > 0 ? { roles: [...roles] } : {}),
    tid: tenant,
    uti: randomBytes(16).toString('base64url'),
    ver: version === 1 ? '1.0' : '2.0',
  };
  const x5t = version === 1 ? { x5t: key.kid } : {};
  return await new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...x5t, kid: key.kid })
    .sign(key.privateKey);
}

/** Signs the ID token that tells the client who signed in (OpenID Connect Core 1.0 section 2). */
export async function signIdToken(key: SigningKey, request: TokenRequest, nonce: string | undefined): Promise<string> {
  const { origin, tenant, version, client } = request;
  const claims = {
    ...userClaims(request),
    tid: tenant,
    ver: version === 1 ? '1.0' : '2.0',
    ...(nonce === undefined ? {} : { nonce }),
  };
  return await new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .setIssuer(issuerOf(origin, tenant, version))
    .setAudience(client)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime(`${tokenLifetime}s`)
    .sign(key.privateKey);
}
