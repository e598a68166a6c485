import type { Handle } from './createService.ts';

/** A year, in seconds, as browsers that are to remember it want it at least. */
const maxAge = 31_536_000;

/**
 * Adds `Strict-Transport-Security` to every answer (RFC 6797, 6.1) where the public address is https; over plain http it
 * means nothing (7.2), and there it is left out.
 */
export function strictTransport(publicUrl: string, handle: Handle): Handle {
  if (!publicUrl.startsWith('https:')) return handle;
  return async (request) => {
    const response = await handle(request);
    return { ...response, headers: { ...response.headers, 'Strict-Transport-Security': `max-age=${maxAge}` } };
  };
}
