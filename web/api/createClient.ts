import { readServiceError } from './serviceError.ts';

/** Asks the service, as whoever is signed in. */
export interface ServiceClient {
  /**
   * Reads an address of this service.
   *
   * @throws ServiceError for any answer but 2xx
   */
  get(address: string, accept: string, signal: AbortSignal): Promise<Response>;
}

/** Answers that say "later" (RFC 9110, 15.6.4; RFC 6585, 4). */
const later: ReadonlySet<number> = new Set([429, 503]);
const attempts = 3;
/** Longest wait before a request is repeated, in seconds. */
const longestWait = 10;

/** How long to wait, in seconds; Retry-After as the service writes it, in seconds (RFC 9110, 10.2.3). */
function waitOf(response: Response): number {
  const asked = Number(response.headers.get('retry-after') ?? '1');
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), longestWait) : 1;
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const give = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', give, { once: true });
  });
}

/**
 * Makes a client of the service. What the service asks to repeat is repeated, a few times.
 *
 * @param token gives a token that is good now
 * @param onWait is told, in seconds, how long the client waits before it asks again
 */
export function createClient(token: () => Promise<string>, onWait: (seconds: number) => void): ServiceClient {
  return {
    async get(address, accept, signal) {
      for (let attempt = 1; ; attempt += 1) {
        const headers = { Authorization: `Bearer ${await token()}`, Accept: accept };
        const response = await fetch(address, { headers, signal });
        if (response.ok) return response;
        if (attempt === attempts || !later.has(response.status)) throw await readServiceError(response);
        const seconds = waitOf(response);
        onWait(seconds);
        await pause(seconds, signal);
      }
    },
  };
}
