/** `describe` and `test` of jest. */
interface Kind<B> {
  (title: string, body: B): void;
  readonly skip: (title: string, body: B) => void;
}

/**
 * Declares tests that need something of the machine: where that is missing they are skipped, and their name says what is.
 *
 * @param kind `describe` or `test`
 * @param missing what is, if it is
 */
export function unlessMissing<B>(kind: Kind<B>, missing: string | undefined): (title: string, body: B) => void {
  return missing === undefined ? kind : (title, body) => kind.skip(`${title} (not here: ${missing})`, body);
}
