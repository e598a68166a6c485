import type { ServerResponse } from 'node:http';
import type { Forwarded, Forwarding } from './forwarding.ts';
import { forwardStream } from './forwardStream.ts';
import { forwardWhole } from './forwardWhole.ts';

/** Headers undici does not send. */
const notOfUndici = /[^\t\x20-\x7e\x80-\xff]/;

function forward(response: ServerResponse, body: Buffer | null | undefined, to: Forwarding): Forwarded {
  const { request, proxy, headers } = to;
  const pool = proxy.pool();
  if (pool === undefined) response.once('finish', () => void proxy.loadPool());
  return pool === undefined ||
    body === undefined ||
    'expect' in request.headers ||
    headers.some((text) => notOfUndici.test(text))
    ? forwardStream(body, to)
    : forwardWhole(pool, body, to);
}

/**
 * Forwards a request to the library's proxy and the answer back; a body that comes in chunks, and every answer, as a stream.
 *
 * @param body the whole body when it is here; null when there is none; undefined when it comes in chunks
 */
export function forwardRequest(response: ServerResponse, body: Buffer | null | undefined, to: Forwarding): Forwarded {
  const forwarded = forward(response, body, to);
  response.once('close', () => {
    if (!response.writableFinished) forwarded.abort(new Error('the client went away'));
  });
  return forwarded;
}
