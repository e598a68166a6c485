/**
 * Runs `work` over all items, at most `width` at a time, and returns the results in the order of the items. When one
 * fails no further one is begun, and its error is thrown.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  // All workers take from one generator, and a worker that fails closes it for the others.
  const queue = entriesOf(items);
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

function* entriesOf<T>(items: readonly T[]): Generator<readonly [number, T], void, undefined> {
  yield* items.entries();
}
