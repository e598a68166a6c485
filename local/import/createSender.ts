import { readUpsertAnswer } from '../../shared/collect/readUpsertAnswer.ts';
import type { SendRows } from '../../shared/collect/rowOutcome.ts';
import { sendRepeatedly, type Attempt } from '../../shared/collect/sendRepeatedly.ts';
import { dryRun, keepNewer, upsertRequest } from '../../shared/collect/upsertRequest.ts';
import { noAnswer } from './noAnswer.ts';
import { RefusedRequest } from './refusedRequest.ts';
import { sendDirectly } from './sendDirectly.ts';

/** Where rows are sent. */
export interface Destination {
  /** Absolute URL of the entity set. */
  readonly url: string;
  /** A token for the request that is about to be sent. */
  readonly token: () => Promise<string>;
  /** Ends pauses between attempts. */
  readonly signal?: AbortSignal | undefined;
  /** The service tells what would become of rows, and writes nothing. */
  readonly isDryRun?: boolean;
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}

/**
 * Milliseconds from the first request without an answer, after which it is told that nobody listens at the address; one that
 * starts again meanwhile is waited for. With the pause before it, and that of a request that was broken off, well below 3 s.
 */
const longestSilence = 1000;
/** Seconds until an address is tried again at which nobody listens. */
const silentPause = '0.5';

/**
 * Sends rows through the bulk upsert of the service over HTTP, again where that is of use. Of a dry run it sends none before the
 * service has said, of no rows, that it writes nothing.
 */
export function createSender({ url, token, signal, isDryRun = false, fetch: given }: Destination): SendRows {
  const send = sendDirectly(given);
  const preferences = isDryRun ? [keepNewer, dryRun] : [keepNewer];
  let silentSince: number | undefined;

  async function attempt(rows: readonly string[]): Promise<Attempt> {
    const { headers, query, ...request } = upsertRequest(rows, isDryRun);
    const Authorization = `Bearer ${await token()}`;
    try {
      const response = await send(url + query, { ...request, headers: { ...headers, Authorization } });
      silentSince = undefined;
      const { status } = response;
      const answer = {
        status,
        retryAfter: response.headers.get('retry-after'),
        preferenceApplied: response.headers.get('preference-applied'),
        body: await response.text(),
      };
      const tried = readUpsertAnswer(url, answer, preferences);
      if (!('failure' in tried) || !tried.isFinal) return tried;
      return { ...tried, failure: new RefusedRequest(tried.failure.message) };
    } catch (error) {
      if (error instanceof RefusedRequest) return { failure: error, isFinal: true, pause: null };
      const { failure, isUnreached } = noAnswer(url, error);
      const now = Date.now();
      silentSince ??= now;
      if (!isUnreached) return { failure, isFinal: false, pause: null };
      return { failure, isFinal: now - silentSince >= longestSilence, pause: silentPause };
    }
  }

  const sendRows = sendRepeatedly(attempt, signal);
  if (!isDryRun) return sendRows;
  const ask = sendRepeatedly(async () => {
    const tried = await attempt([]);
    return 'outcomes' in tried ? { ...tried, outcomes: [{ kind: 'unchanged' }] } : tried;
  }, signal);
  let asked: Promise<unknown> | undefined;
  return async (rows) => {
    await (asked ??= ask(['']));
    return await sendRows(rows);
  };
}
