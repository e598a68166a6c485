/**
 * A body whose first piece has been made. Rejects with what goes wrong there: nothing was sent yet, so that it can still be
 * answered as an error.
 */
export async function begun<T>(body: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const pieces = body[Symbol.asyncIterator]();
  let first: IteratorResult<T> | undefined = await pieces.next();
  const rest: AsyncIterator<T> = {
    async next() {
      const piece = first ?? (await pieces.next());
      first = undefined;
      return piece;
    },
    async return() {
      return (await pieces.return?.()) ?? { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => rest };
}
