import type { IncomingMessage } from 'node:http';
import type { ServiceRequest } from '../shared/service/message/call.ts';

/** Methods whose bodies mean nothing (RFC 9110, 9.3.1 and 9.3.2). */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The pieces of a body. Who stops early breaks nothing: see `toHttpHandler`. */
function piecesOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>,
  };
}

/** A request as the service takes it; repeated headers are one, joined with commas (RFC 9110, 5.3). */
export function readRequest(request: IncomingMessage): ServiceRequest {
  const { method = 'GET', url = '/', headers, rawHeaders } = request;
  return {
    method,
    url,
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
    },
    rawHeaders,
    body: bodiless.has(method) ? null : piecesOf(request),
  };
}
