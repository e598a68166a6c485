import type { SigningKey } from './signingKey.ts';

/** What the issuer's endpoints need to know. */
export interface IssuerOptions {
  readonly key: SigningKey;
  /** Tenant that `common` and `organizations` mean; a GUID in lower case. */
  readonly tenant: string;
  /** AUTH_AUDIENCE: client id of the API, and its further Application ID URIs. */
  readonly audiences: readonly string[];
}
