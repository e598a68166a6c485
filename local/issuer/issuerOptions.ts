import type { SigningKey } from './signingKey.ts';

/** What the issuer's endpoints need to know. */
export interface IssuerOptions {
  readonly key: SigningKey;
  /** Tenant that `common` and `organizations` mean; a GUID in lower case. */
  readonly tenant: string;
  /** AUTH_AUDIENCE: client id of the API, and its further Application ID URIs. */
  readonly audiences: readonly string[];
  /** Begins to fill the app at an address of this machine with made-up reports; nothing where there is no data folder to fill. */
  readonly fill?: (app: string) => void;
}
