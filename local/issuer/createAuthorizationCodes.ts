import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './oauthError.ts';
import type { RequestedAccess } from './requestedAccess.ts';

/** What was agreed at the authorization endpoint. */
export interface Grant {
  readonly client: string;
  readonly tenant: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly access: RequestedAccess;
  readonly openId: boolean;
  readonly nonce: string | undefined;
}

const lifetimeMs = 60_000;
const capacity = 1000;

/** Codes given out and not yet redeemed: each once, for a minute. */
export function createAuthorizationCodes() {
  const grants = new Map<string, Grant & { readonly expires: number }>();

  return {
    issue(grant: Grant): string {
      const [oldest] = grants.keys();
      if (grants.size >= capacity && oldest !== undefined) grants.delete(oldest);
      const code = randomBytes(32).toString('base64url');
      grants.set(code, { ...grant, expires: Date.now() + lifetimeMs });
      return code;
    },

    /** @throws OAuthError unless client, redirect URI and PKCE verifier (RFC 7636 section 4.6) are those of the code */
    redeem(code: string, client: string, redirectUri: string, verifier: string): Grant {
      const grant = grants.get(code);
      grants.delete(code);
      if (!grant || grant.expires < Date.now())
        throw new OAuthError(
          'invalid_grant',
          'AADSTS70008: The authorization code is unknown, expired or was used before.',
        );
      if (grant.client !== client || grant.redirectUri !== redirectUri)
        throw new OAuthError(
          'invalid_grant',
          'AADSTS700005: The authorization code belongs to another client_id or redirect_uri.',
        );
      const given = createHash('sha256').update(verifier).digest();
      const agreed = Buffer.from(grant.codeChallenge, 'base64url');
      if (given.length !== agreed.length || !timingSafeEqual(given, agreed))
        throw new OAuthError('invalid_grant', 'AADSTS501481: The code_verifier does not match the code_challenge.');
      return grant;
    },
  };
}
