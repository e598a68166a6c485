/**
 * A body that tells once when it was read to its end, failed (then with the error) or was given up, even before its first
 * piece.
 */
export function tellingEnd<T>(body: AsyncIterable<T>, ended: (error?: unknown) => void): AsyncIterable<T> {
  let isOpen = true;
  const end = (error?: unknown): void => {
    if (isOpen) ended(error);
    isOpen = false;
  };
  return {
    [Symbol.asyncIterator]() {
      const pieces = body[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const piece = await pieces.next();
            if (piece.done === true) end();
            return piece;
          } catch (error) {
            end(error);
            throw error;
          }
        },
        async return() {
          await pieces.return?.();
          end();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
