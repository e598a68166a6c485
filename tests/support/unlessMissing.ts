/** `describe` and `test` of jest. */
interface Kind<B> {
  (title: string, body: B): void;
  readonly skip: (title: string, body: B) => void;
}

/**
 * Declares tests that need something of the machine: where that is missing they are skipped, and their name and a line of the run
 * say what is, because jest tells nothing of a file of which all is skipped.
 *
 * @param kind `describe` or `test`
 * @param missing what is, if it is
 */
export function unlessMissing<B>(kind: Kind<B>, missing: string | undefined): (title: string, body: B) => void {
  if (missing === undefined) return kind;
  return (title, body) => {
    const named = `${title} (not here: ${missing})`;
    process.stdout.write(`Skipped: ${named}\n`);
    kind.skip(named, body);
  };
}
