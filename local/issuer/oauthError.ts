/** An OAuth 2.0 error answer (RFC 6749 section 5.2): `error`, and as message its description, with the code Entra would give. */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}
