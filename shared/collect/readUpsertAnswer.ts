import type { RowOutcome } from './rowOutcome.ts';
import type { Attempt } from './sendRepeatedly.ts';
import { keepNewer } from './upsertRequest.ts';

/** The answer to a bulk upsert. */
export interface UpsertAnswer {
  readonly status: number;
  /** The header Retry-After. */
  readonly retryAfter: string | null;
  /** The header Preference-Applied. */
  readonly preferenceApplied: string | null;
  readonly body: string;
}

/** Statuses after which the same request may go well. */
const transient: readonly number[] = [408, 429, 500, 502, 503, 504];

/** The part of an item of the answer that tells what became of it. */
interface AnsweredItem {
  readonly '@reports.outcome'?: 'created' | 'updated' | 'unchanged' | 'older' | 'expired' | 'forgotten';
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

/** Whether a service says that it kept what is stored of newer reports. */
function isAcknowledged(preferenceApplied: string | null): boolean {
  const applied = (preferenceApplied ?? '').split(',').map((preference) => preference.trim().toLowerCase());
  return applied.includes(keepNewer);
}

/** What a bulk upsert sent to `address` came to. Throws when a successful answer is no JSON. */
export function readUpsertAnswer(address: string, answer: UpsertAnswer): Attempt {
  const { status, retryAfter, body } = answer;
  if (status >= 200 && status < 300) {
    if (!isAcknowledged(answer.preferenceApplied)) {
      const failure = new Error(
        `${address} does not acknowledge 'Prefer: ${keepNewer}' by 'Preference-Applied', so that rows of older reports ` +
          'could replace newer ones. No more is sent. Use the import of the same version as the service, and let nothing ' +
          'between them take away headers.',
      );
      return { failure, isFinal: true, pause: null };
    }
    const { value } = JSON.parse(body) as { readonly value: readonly AnsweredItem[] };
    return { outcomes: value.map(outcomeOf), pause: retryAfter };
  }
  const failure = new Error(`${address} answered ${status}: ${messageOf(body)}`);
  return { failure, isFinal: !transient.includes(status), pause: retryAfter };
}
