import { randomBytes } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { guidOf } from './guidOf.ts';
import { issuerOf } from './issuerOf.ts';
import { userClaims } from './userClaims.ts';
import type { SigningKey } from './signingKey.ts';
import type { TokenRequest } from './tokenRequest.ts';

/** Seconds a token is valid. */
export const tokenLifetime = 3600;

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
