/** What lies below the error of `fetch`, which only says that it failed. */
type Cause = { readonly code?: unknown; readonly message?: unknown } | undefined;

/** Causes of a request that came nowhere. */
const unreached: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'];

/** What an error of `fetch` says: the failure in a sentence, and whether nobody was reached at all. */
export function noAnswer(url: string, error: unknown): { readonly failure: Error; readonly isUnreached: boolean } {
  const { message, cause } = error as { readonly message?: unknown; readonly cause?: Cause };
  const reason = [cause?.message, cause?.code, message].find((text) => typeof text === 'string' && text !== '');
  return {
    failure: new Error(`${url} did not answer: ${String(reason)}.`, { cause: error }),
    isUnreached: unreached.includes(cause?.code),
  };
}
