import type { RowOutcome } from './rowOutcome.ts';
import type { Attempt } from './sendRepeatedly.ts';

/** The answer to a bulk upsert. */
export interface UpsertAnswer {
  readonly status: number;
  /** The header Retry-After. */
  readonly retryAfter: string | null;
  readonly body: string;
}

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

function outcomeOf(item: AnsweredItem): RowOutcome {
  const exception = item['@Core.DataModificationException'];
  if (exception === undefined) return { kind: item['@reports.outcome'] ?? 'updated' };
  const { responseCode = 0, info } = exception;
  const reason = info?.message ?? `the service answered ${responseCode}`;
  return { kind: 'failed', reason, isTransient: transient.includes(responseCode) };
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { error: { message: string } }).error.message;
  } catch {
    return body.slice(0, 200);
  }
}

/** What a bulk upsert sent to `address` came to. Throws when a successful answer is no JSON. */
export function readUpsertAnswer(address: string, { status, retryAfter, body }: UpsertAnswer): Attempt {
  if (status >= 200 && status < 300) {
    const { value } = JSON.parse(body) as { readonly value: readonly AnsweredItem[] };
    return { outcomes: value.map(outcomeOf), pause: retryAfter };
  }
  const failure = new Error(`${address} answered ${status}: ${messageOf(body)}`);
  return { failure, isFinal: !transient.includes(status), pause: retryAfter };
}
