import type { IncomingMessage } from 'node:http';

/** As long as Kestrel waits (its RequestBodyDrainTimeout). */
const drainMs = 5000;

/**
 * Reads away what is left of the body of a request that is answered already. As Kestrel does, also when the connection
 * ends with the answer: closing it on a client that still sends would reset it, and the answer be lost on the way.
 *
 * @returns whether the rest came, fulfilled within 5 s
 */
export function drainRequest(request: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      resolve(request.complete);
    };
    const timer = setTimeout(settle, drainMs).unref();
    request.once('end', settle).once('close', settle).resume();
  });
}
