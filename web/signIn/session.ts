/** Somebody who is signed in. */
export interface Session {
  /** Who it is, for the eye. */
  readonly name: string;
  /**
   * A token that is still good; may ask the authority for a fresh one.
   *
   * @param scope what it has to allow; reading unless given
   */
  token(scope?: string): Promise<string>;
  /** Ends the session. */
  end(): Promise<void>;
}

/** A way to sign in. */
export interface SignIn {
  /** What the button says. */
  readonly label: string;
  /** The session that is already there, after a redirect or in this tab. */
  resume(): Promise<Session | undefined>;
  /** Signs in; undefined when the browser leaves the page for it. */
  begin(): Promise<Session | undefined>;
  /** Forgets what is kept of a session that is over. */
  forget?(): void;
}
