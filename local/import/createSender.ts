import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from './retryAfter.ts';
import type { RowOutcome, SendRows } from './rowOutcome.ts';

/** Where rows are sent. */
export interface Destination {
  /** Absolute URL of the entity set. */
  readonly url: string;
  /** A token for the request that is about to be sent. */
  readonly token: () => Promise<string>;
  /** Ends pauses between attempts. */
  readonly signal?: AbortSignal | undefined;
}

/** How often a request is sent before it is given up. */
const attempts = 6;

/** Statuses after which the same request may go well. */
const transient: readonly number[] = [408, 429, 500, 502, 503, 504];

/** The part of an item of the answer that tells what became of it. */
interface AnsweredItem {
  readonly '@reports.outcome'?: 'created' | 'updated' | 'unchanged';
  readonly '@Core.DataModificationException'?: {
    readonly responseCode?: number;
    readonly info?: { readonly message?: string };
  };
}

function outcomeOf(item: AnsweredItem | undefined): RowOutcome {
  const exception = item?.['@Core.DataModificationException'];
  if (item === undefined) return { kind: 'failed', reason: 'the answer does not mention it', isTransient: false };
  if (exception === undefined) return { kind: item['@reports.outcome'] ?? 'updated' };
  const { responseCode = 0, info } = exception;
  const reason = info?.message ?? `the service answered ${responseCode}`;
  return { kind: 'failed', reason, isTransient: transient.includes(responseCode) };
}

function isTransient(outcome: RowOutcome | undefined): boolean {
  return outcome?.kind === 'failed' && outcome.isTransient;
}

async function messageOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return (JSON.parse(text) as { error: { message: string } }).error.message;
  } catch {
    return text.slice(0, 200);
  }
}

/** What one attempt came to: outcomes, or why there are none; and after what pause to try again. */
type Attempt =
  | { readonly outcomes: readonly RowOutcome[]; readonly pause: string | null }
  | { readonly failure: Error; readonly isFinal: boolean; readonly pause: string | null };

async function attempt({ url, token }: Destination, rows: readonly string[]): Promise<Attempt> {
  const headers = {
    Authorization: `Bearer ${await token()}`,
    'Content-Type': 'application/json',
    Accept: 'application/json',
    Prefer: 'continue-on-error, omit-values=nulls',
  };
  try {
    const body = `{"@context":"#$delta","value":[${rows.join(',')}]}`;
    const response = await fetch(url, { method: 'PATCH', headers, body });
    const pause = response.headers.get('retry-after');
    if (response.ok) {
      const { value } = (await response.json()) as { readonly value: readonly AnsweredItem[] };
      return { outcomes: rows.map((_row, at) => outcomeOf(value[at])), pause };
    }
    const failure = new Error(`${url} answered ${response.status}: ${await messageOf(response)}`);
    return { failure, isFinal: !transient.includes(response.status), pause };
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error || typeof cause === 'string' ? String(cause) : message;
    return { failure: new Error(`${url} did not answer: ${reason}`), isFinal: false, pause: null };
  }
}

/**
 * Sends rows through the bulk upsert of the service (Protocol 4.01, 11.4.13). What failed for the moment is sent again,
 * after the time the service asks for; a request that failed as a whole in halves, in case it was too much at once.
 */
export function createSender(to: Destination): SendRows {
  return async (rows) => {
    const outcomes: RowOutcome[] = [];
    let open = rows.map((_row, at) => at);
    let size = rows.length;
    for (let count = 1; open.length > 0; count += 1) {
      const sent = open.slice(0, size);
      const tried = await attempt(
        to,
        sent.map((at) => rows[at] ?? ''),
      );
      const isLast = count === attempts || to.signal?.aborted === true;
      if ('outcomes' in tried) {
        for (const [index, at] of sent.entries()) outcomes[at] = tried.outcomes[index] ?? outcomeOf(undefined);
        const again = sent.filter((at) => isTransient(outcomes[at]));
        if (again.length < sent.length) count = 0;
        open = [...open.slice(size), ...(isLast ? [] : again)];
        if (again.length === 0) continue;
      } else {
        if (isLast || tried.isFinal) throw tried.failure;
        size = Math.ceil(size / 2);
      }
      await sleep(retryAfter(tried.pause, count), undefined, { signal: to.signal }).catch(() => undefined);
    }
    return outcomes;
  };
}
