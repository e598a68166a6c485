import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { serviceErrorOf, serviceErrorWait, ServiceError } from './serviceError.ts';

/** What is asked of the service; addresses are those of this service, without its origin. */
export interface Asked {
  readonly address: string;
  readonly accept: string;
  readonly signal: AbortSignal;
  /** Value of the header Prefer. */
  readonly prefer?: string;
  /** Sent as JSON by POST. */
  readonly body?: object;
  /** Sent as text by POST: the options of a query to `/$query`. */
  readonly options?: string;
}

/** Asks the service, as whoever is signed in. */
export interface ServiceClient {
  /**
   * Sends one request; what the service asks to repeat soon is repeated, a few times.
   *
   * @throws ServiceError for any answer but 2xx, and for none
   */
  ask(asked: Asked): Promise<Response>;
}

/** Answers that say "later" (RFC 9110, 15.6.4; RFC 6585, 4). */
const later: ReadonlySet<number> = new Set([429, 503]);
const attempts = 3;
/** Longest wait before a request is repeated by itself, in seconds: a person waits no longer without being told. */
const longestWait = 3;
/** Longest wait for an answer that is no file, in seconds: the service itself ends what takes this long. */
const longestAnswer = 100;

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

/** The JSON of an answer; undefined when it is none. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    // Something between the page and the service has answered.
    return undefined;
  }
}

async function send({ address, accept, signal, prefer, body, options }: Asked, token: string): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: accept,
    ...(prefer !== undefined && { Prefer: prefer }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(options !== undefined && { 'Content-Type': 'text/plain' }),
  };
  // A file is as long as it is; whoever waits for it sees that the browser does too.
  const late = new AbortController();
  if (accept !== 'text/csv')
    setTimeout(
      () => late.abort(new ServiceError('late', `No answer within ${longestAnswer} seconds.`)),
      longestAnswer * 1000,
    );
  try {
    return await fetch(address, {
      headers,
      signal: AbortSignal.any([signal, late.signal]),
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      ...(options !== undefined && { method: 'POST', body: options }),
    });
  } catch (error) {
    if (signal.aborted || error instanceof ServiceError) throw error;
    throw new ServiceError('network', 'The service cannot be reached.', reasonOf(error));
  }
}

/**
 * Makes a client of the service.
 *
 * @param token gives a token that is good now
 */
export function createClient(token: () => Promise<string>): ServiceClient {
  async function tokenOf(signal: AbortSignal): Promise<string> {
    try {
      return await token();
    } catch (error) {
      if (signal.aborted) throw error;
      throw new ServiceError('network', 'There is no token for the service.', reasonOf(error));
    }
  }
  return {
    async ask(asked) {
      for (let attempt = 1; ; attempt += 1) {
        const response = await send(asked, await tokenOf(asked.signal));
        if (response.ok) return response;
        const wait = serviceErrorWait(response.headers.get('retry-after'));
        if (attempt === attempts || !later.has(response.status) || wait > longestWait)
          throw serviceErrorOf(response.status, await jsonOf(response), wait, response.headers.get('request-id') ?? '');
        await pause(wait, asked.signal);
      }
    },
  };
}
