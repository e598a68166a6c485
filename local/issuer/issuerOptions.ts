import type { SigningKey } from './signingKey.ts';

/** What the issuer's endpoints need to know. */
export interface IssuerOptions {
  readonly key: SigningKey;
  /** Tenant that `common` and `organizations` mean; a GUID in lower case. */
  readonly tenant: string;
  /** AUTH_AUDIENCE: client id of the API, and its further Application ID URIs. */
  readonly audiences: readonly string[];
}

/** An OAuth 2.0 error answer (RFC 6749 section 5.2); `code` is the AADSTS code that Entra would name. */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}
