import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { developmentUser } from './developmentUser.ts';
import type { TokenRequest } from './tokenRequest.ts';

/** Who signed in, as seen by one client: `sub` is pairwise (OpenID Connect Core 1.0 section 8). */
export function userClaims({ client, version }: Pick<TokenRequest, 'client' | 'version'>): JWTPayload {
  const { name, userName, oid } = developmentUser;
  const sub = createHash('sha256').update(`${oid} ${client}`).digest('base64url');
  const named =
    version === 1 ? { unique_name: userName, upn: userName, amr: ['pwd'], acr: '1' } : { preferred_username: userName };
  return { name, oid, sub, ...named };
}
