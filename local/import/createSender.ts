import { readUpsertAnswer } from '../../shared/collect/readUpsertAnswer.ts';
import type { SendRows } from '../../shared/collect/rowOutcome.ts';
import { sendRepeatedly, type Attempt } from '../../shared/collect/sendRepeatedly.ts';
import { upsertRequest } from '../../shared/collect/upsertRequest.ts';

/** Where rows are sent. */
export interface Destination {
  /** Absolute URL of the entity set. */
  readonly url: string;
  /** A token for the request that is about to be sent. */
  readonly token: () => Promise<string>;
  /** Ends pauses between attempts. */
  readonly signal?: AbortSignal | undefined;
}

async function attempt({ url, token }: Destination, rows: readonly string[]): Promise<Attempt> {
  const { headers, ...request } = upsertRequest(rows);
  const Authorization = `Bearer ${await token()}`;
  try {
    const response = await fetch(url, { ...request, headers: { ...headers, Authorization } });
    const { status } = response;
    return readUpsertAnswer(url, {
      status,
      retryAfter: response.headers.get('retry-after'),
      preferenceApplied: response.headers.get('preference-applied'),
      body: await response.text(),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error || typeof cause === 'string' ? String(cause) : message;
    return { failure: new Error(`${url} did not answer: ${reason}`), isFinal: false, pause: null };
  }
}

/** Sends rows through the bulk upsert of the service over HTTP, again where that is of use. */
export function createSender(to: Destination): SendRows {
  return sendRepeatedly(async (rows) => await attempt(to, rows), to.signal);
}
