import { ReadableStream } from 'node:stream/web';
import type { ServerResponse } from 'node:http';

/** How long a caller may take for one piece of an answer, in milliseconds, before the connection is broken. */
const patience = 60_000;

/** How long an answer may take as a whole, in milliseconds: what stands before the platform gives up at 230 s. */
const longest = 230_000;

/** Resolves when the caller has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), patience);
    const done = (): void => {
      clearTimeout(timer);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

async function* paced(
  pieces: AsyncIterable<string | Uint8Array>,
  response: ServerResponse | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const timer = setTimeout(() => response?.destroy(), longest);
  timer.unref();
  try {
    for await (const piece of pieces) {
      yield Buffer.from(piece);
      // The library has written the piece by now.
      if (response?.writableNeedDrain === true) await drained(response);
      if (response?.destroyed) return;
    }
  } catch (error) {
    // An answer that cannot be finished must not look as if it were whole.
    response?.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A body that is sent piece by piece: no faster than the caller takes it, not on when the caller is gone, and with the
 * connection broken when a piece fails.
 */
export function streamBody(
  pieces: AsyncIterable<string | Uint8Array>,
  response: ServerResponse | undefined,
): ReadableStream {
  return ReadableStream.from(paced(pieces, response));
}
