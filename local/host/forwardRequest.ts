import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'undici';
import type { Forwarded, Forwarding } from './forwarding.ts';
import { forwardStream } from './forwardStream.ts';
import { forwardWhole } from './forwardWhole.ts';

/** Whether anything may follow the head (RFC 9112 section 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Once what came with the head is read, a body is here as a whole or still on its way. */
function forwardWithBody(pool: Pool, request: IncomingMessage, response: ServerResponse, to: Forwarding): Forwarded {
  let forwarded: Forwarded | undefined;
  let early: Error | undefined;
  async function forward(): Promise<void> {
    await new Promise(setImmediate);
    const isHere = request.complete && request.headers['transfer-encoding'] === undefined;
    forwarded = isHere
      ? forwardWhole(pool, request, request.read() as Buffer | null, response, to)
      : forwardStream(request, response, to);
    if (early !== undefined) forwarded.abort(early);
    await forwarded.done;
  }
  return {
    done: forward(),
    abort(reason) {
      early = reason;
      forwarded?.abort(reason);
    },
  };
}

function forward(request: IncomingMessage, response: ServerResponse, to: Forwarding): Forwarded {
  const pool = to.proxy.pool();
  if (pool === undefined) {
    response.once('finish', () => void to.proxy.loadPool());
    return forwardStream(request, response, to);
  }
  return hasBody(request)
    ? forwardWithBody(pool, request, response, to)
    : forwardWhole(pool, request, null, response, to);
}

/** Forwards a request to the library's proxy and the answer back; a body that is still on its way, and every answer, as a stream. */
export function forwardRequest(request: IncomingMessage, response: ServerResponse, to: Forwarding): Forwarded {
  const forwarded = forward(request, response, to);
  response.once('close', () => {
    if (!response.writableFinished) forwarded.abort(new Error('the client went away'));
  });
  return forwarded;
}
