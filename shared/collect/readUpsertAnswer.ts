import { reasonIn } from '../errors/reasonIn.ts';
import { isTransientStatus } from './retryAfter.ts';
import type { RowOutcome } from './rowOutcome.ts';
import type { Attempt } from './sendRepeatedly.ts';
import { dryRun, keepNewer } from './upsertRequest.ts';

/** The answer to a bulk upsert. */
export interface UpsertAnswer {
  readonly status: number;
  /** The header Retry-After. */
  readonly retryAfter: string | null;
  /** The header Preference-Applied. */
  readonly preferenceApplied: string | null;
  readonly body: string;
}

/** The part of an item of the answer that tells what became of it. */
interface AnsweredItem {
  readonly '@reports.outcome'?: Exclude<RowOutcome['kind'], 'failed'>;
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
  return { kind: 'failed', reason, isTransient: isTransientStatus(responseCode) };
}

/** What a service that ignores a preference would do, by the preference it must acknowledge. */
const ignored: Readonly<Record<string, string>> = {
  [keepNewer]: 'so that rows of older reports could replace newer ones. No more is sent.',
  [dryRun]: 'so that rows would be stored. None was sent.',
};

/** The first of some preferences that a service does not say it honours. */
function unacknowledged(preferenceApplied: string | null, preferences: readonly string[]): string | undefined {
  const applied = (preferenceApplied ?? '').split(',').map((preference) => preference.trim().toLowerCase());
  return preferences.find((preference) => !applied.includes(preference));
}

/**
 * What a bulk upsert sent to `address` came to. Throws when a successful answer is no JSON.
 *
 * @param preferences those a service must acknowledge
 */
export function readUpsertAnswer(
  address: string,
  answer: UpsertAnswer,
  preferences: readonly string[] = [keepNewer],
): Attempt {
  const { status, retryAfter, body } = answer;
  if (status >= 200 && status < 300) {
    const lacking = unacknowledged(answer.preferenceApplied, preferences);
    if (lacking !== undefined) {
      const failure = new Error(
        `${address} does not acknowledge 'Prefer: ${lacking}' by 'Preference-Applied', ${ignored[lacking] ?? ''} ` +
          'Use the import of the same version as the service, and let nothing between them take away headers.',
      );
      return { failure, isFinal: true, pause: null };
    }
    const { value } = JSON.parse(body) as { readonly value: readonly AnsweredItem[] };
    return { outcomes: value.map(outcomeOf), pause: retryAfter };
  }
  const failure = new Error(`${address} answered ${status}: ${reasonIn(body)}`);
  return { failure, isFinal: !isTransientStatus(status), pause: retryAfter };
}
