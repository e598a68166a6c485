import { readUpsertAnswer } from '../../shared/collect/readUpsertAnswer.ts';
import type { SendRows } from '../../shared/collect/rowOutcome.ts';
import { sendRepeatedly, type Attempt } from '../../shared/collect/sendRepeatedly.ts';
import { upsertRequest } from '../../shared/collect/upsertRequest.ts';
import { noAnswer } from './noAnswer.ts';
import { RefusedRequest } from './refusedRequest.ts';

/** Where rows are sent. */
export interface Destination {
  /** Absolute URL of the entity set. */
  readonly url: string;
  /** A token for the request that is about to be sent. */
  readonly token: () => Promise<string>;
  /** Ends pauses between attempts. */
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}

/** Milliseconds nobody may listen at the address: an app that was stopped is told at once, one that starts again is waited for. */
const longestSilence = 400;

/** Sends rows through the bulk upsert of the service over HTTP, again where that is of use. */
export function createSender({ url, token, signal, fetch: send = fetch }: Destination): SendRows {
  let silentSince: number | undefined;

  async function attempt(rows: readonly string[]): Promise<Attempt> {
    const { headers, query, ...request } = upsertRequest(rows);
    const Authorization = `Bearer ${await token()}`;
    try {
      const response = await send(url + query, { ...request, headers: { ...headers, Authorization } });
      silentSince = undefined;
      const { status } = response;
      const tried = readUpsertAnswer(url, {
        status,
        retryAfter: response.headers.get('retry-after'),
        preferenceApplied: response.headers.get('preference-applied'),
        body: await response.text(),
      });
      if (!('failure' in tried) || !tried.isFinal) return tried;
      return { ...tried, failure: new RefusedRequest(tried.failure.message) };
    } catch (error) {
      const { failure, isUnreached } = noAnswer(url, error);
      const now = Date.now();
      silentSince = isUnreached ? (silentSince ?? now) : undefined;
      return { failure, isFinal: silentSince !== undefined && now - silentSince >= longestSilence, pause: null };
    }
  }

  return sendRepeatedly(attempt, signal);
}
