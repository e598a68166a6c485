import type { IncomingMessage } from 'node:http';

/** Default of the real host (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT), in bytes. */
export const bodyLimit = 104_857_600;

/** Kestrel's MinRequestBodyDataRate: bytes a second that must have come on average, after so many milliseconds. */
const least = { rate: 240, grace: 5000 };

/** Calls back when a body comes too slowly for Kestrel; stops watching at its end. */
export function watchRate(request: IncomingMessage, tooSlow: () => void): void {
  const began = performance.now();
  let received = 0;
  const timer = setInterval(() => {
    const elapsed = performance.now() - began;
    if (elapsed < least.grace || received >= (elapsed / 1000) * least.rate) return;
    stop();
    tooSlow();
  }, 500).unref();
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
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      reject(new Error(`the request body is over ${bodyLimit} bytes`));
      return;
    }
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.once('end', () => resolve(Buffer.concat(pieces)));
    request.once('close', () => reject(new Error('the request body broke off')));
    watchRate(request, () => reject(new Error('the request body comes too slowly')));
  });
}
