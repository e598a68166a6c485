import { SignJWT } from 'jose';
import { issuerOf } from './issuerOf.ts';
import { tokenLifetime } from './signAccessToken.ts';
import type { SigningKey } from './signingKey.ts';
import type { TokenRequest } from './tokenRequest.ts';
import { userClaims } from './userClaims.ts';

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
