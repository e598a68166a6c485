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
