import type { RequestListener } from 'node:http';

/**
 * Lets pages of other origins call (CORS), as Core Tools does for `Host.CORS` and Azure for the setting of the app: a
 * preflight is answered here, for any method and header, and never reaches the app; every other answer names the origin.
 *
 * @param origins scheme, host and port, or `*` for any; without one everything goes to the app
 */
export function allowOrigins(origins: readonly string[], handle: RequestListener): RequestListener {
  if (origins.length === 0) return handle;
  const allowed = new Set(origins.map((origin) => origin.toLowerCase()));
  const isAny = allowed.has('*');
  return (request, response) => {
    const { origin, ...headers } = request.headers;
    const method = headers['access-control-request-method'];
    if (origin !== undefined && (isAny || allowed.has(origin.toLowerCase()))) {
      response.setHeader('Access-Control-Allow-Origin', isAny ? '*' : origin);
      if (!isAny) response.setHeader('Vary', 'Origin');
    }
    if (request.method !== 'OPTIONS' || origin === undefined || method === undefined) {
      handle(request, response);
      return;
    }
    if (response.hasHeader('Access-Control-Allow-Origin')) {
      const asked = headers['access-control-request-headers'];
      response.setHeader('Access-Control-Allow-Methods', method);
      if (asked !== undefined) response.setHeader('Access-Control-Allow-Headers', asked);
    }
    response.writeHead(204).end();
  };
}
