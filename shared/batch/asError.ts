/** What was thrown, as an Error: whatever it is, it is to fail one request and not the batch. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a request of a batch failed', { cause: thrown });
}
