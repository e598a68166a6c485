/**
 * What `work` comes to, or an AbortError as soon as the signal aborts: the SDK waits for ever for the rest of a
 * compressed answer, and for a credential that never comes.
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      reject(Object.assign(new Error('The request was given up'), { name: 'AbortError' }));
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
