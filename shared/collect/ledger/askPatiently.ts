import { setTimeout as sleep } from 'node:timers/promises';
import { isTransientStatus, retryAfter } from '../retryAfter.ts';
import type { AskedAnswer, AskedRequest, AskService } from './askService.ts';

/** How often a request is sent before it is given up. */
const attempts = 5;
/** Longest pause between two, in milliseconds. */
const longestPause = 10_000;

/**
 * Sends a request again while the service is only busy.
 *
 * @param onAgain called before it is sent again: what was sent before may have taken effect all the same
 */
export async function askPatiently(ask: AskService, request: AskedRequest, onAgain?: () => void): Promise<AskedAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(request);
    if (!isTransientStatus(answer.status) || attempt === attempts) return answer;
    onAgain?.();
    await sleep(retryAfter(answer.retryAfter, attempt, Date.now(), longestPause));
  }
}
