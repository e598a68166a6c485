import type { ServerResponse } from 'node:http';
import type { ServiceResponse } from '../shared/represent/response.ts';

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

/** Sends piece by piece: no faster than the caller takes it, and not on when the caller is gone. */
async function sendPieces(response: ServerResponse, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const timer = setTimeout(() => response.destroy(), longest).unref();
  try {
    for await (const piece of pieces) {
      if (!response.destroyed && !response.write(piece)) await drained(response);
      if (response.destroyed) return;
    }
  } finally {
    clearTimeout(timer);
  }
  response.end();
}

/** Sends an answer of the service. Rejects when it cannot be sent, or a piece of it cannot be made. */
export async function sendResponse(
  response: ServerResponse,
  { status, headers, body }: ServiceResponse,
): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body === undefined) {
    response.end();
  } else if (typeof body === 'string' || body instanceof Uint8Array) {
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.end(body);
  } else {
    await sendPieces(response, body);
  }
}
