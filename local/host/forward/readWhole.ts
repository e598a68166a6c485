import type { IncomingMessage } from 'node:http';

/** Default of the real host (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT), in bytes. */
export const bodyLimit = 104_857_600;

/** Kestrel's MinRequestBodyDataRate: bytes a second that must have come on average, after so many milliseconds. */
const least = { rate: 240, grace: 5000 };

/** How often it is looked, in milliseconds. */
const step = 500;

/**
 * Calls back when a body comes too slowly for Kestrel; stops watching at its end. Time is counted in steps: while this process
 * gets none itself, none has passed, and what has come meanwhile is seen first.
 */
export function watchRate(request: IncomingMessage, tooSlow: () => void): void {
  let elapsed = 0;
  let received = 0;
  const timer = setInterval(() => {
    elapsed += step;
    if (elapsed < least.grace || received >= (elapsed / 1000) * least.rate) return;
    stop();
    tooSlow();
  }, step).unref();
  const count = (piece: Buffer): void => void (received += piece.length);
  function stop(): void {
    clearInterval(timer);
    request.off('data', count).off('end', stop).off('close', stop);
  }
  request.on('data', count).once('end', stop).once('close', stop);
}

/**
 * Reads a body that has a Content-Length, which the real host does before it invokes a function, because it looks for data
 * for bindings in it. Rejects when it is too large, comes too slowly or breaks off.
 */
export function readWhole(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > bodyLimit) {
      reject(new Error(`the request body is over ${bodyLimit} bytes`));
      return;
    }
    // Held once: pieces and their whole beside each other would be twice the body. node:http takes no byte beyond the length.
    const body = Buffer.allocUnsafe(length);
    let read = 0;
    request.on('data', (piece: Buffer) => void (read += piece.copy(body, read)));
    request.once('end', () => resolve(body));
    request.once('close', () => reject(new Error('the request body broke off')));
    watchRate(request, () => reject(new Error('the request body comes too slowly')));
  });
}
