import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from './retryAfter.ts';
import type { RowOutcome, SendRows } from './rowOutcome.ts';

/** What one attempt to send rows came to: what became of each, or why that is not known; and the Retry-After of the answer. */
export type Attempt =
  | { readonly outcomes: readonly RowOutcome[]; readonly pause: string | null }
  | { readonly failure: Error; readonly isFinal: boolean; readonly pause: string | null };

/** How often rows are sent before they are given up. */
const attempts = 6;

const unanswered: RowOutcome = { kind: 'failed', reason: 'the answer does not mention it', isTransient: false };

/**
 * Sends rows until it is known what became of each. What failed for the moment is sent again, after the time the service
 * asks for; a request that failed as a whole in halves, in case it was too much at once.
 *
 * @param signal ends pauses, and makes the attempt under way the last one
 */
export function sendRepeatedly(
  attempt: (rows: readonly string[]) => Promise<Attempt>,
  signal: AbortSignal | undefined,
): SendRows {
  return async (rows) => {
    const outcomes: RowOutcome[] = [];
    let open = rows.map((_row, at) => at);
    let size = rows.length;
    for (let count = 1; open.length > 0; count += 1) {
      const sent = open.slice(0, size);
      const tried = await attempt(sent.map((at) => rows[at] ?? ''));
      const isLast = count === attempts || signal?.aborted === true;
      if ('outcomes' in tried) {
        for (const [index, at] of sent.entries()) outcomes[at] = tried.outcomes[index] ?? unanswered;
        const again = sent.filter((at) => {
          const outcome = outcomes[at];
          return outcome?.kind === 'failed' && outcome.isTransient;
        });
        if (again.length < sent.length) count = 0;
        open = [...open.slice(size), ...(isLast ? [] : again)];
        if (again.length === 0) continue;
      } else {
        if (isLast || tried.isFinal) throw tried.failure;
        size = Math.ceil(size / 2);
      }
      await sleep(retryAfter(tried.pause, count), undefined, { signal }).catch(() => undefined);
    }
    return outcomes;
  };
}
