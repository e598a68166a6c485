import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from '../retryAfter.ts';
import type { AskedAnswer, AskedRequest, AskService } from './askService.ts';

/** How often a request is sent before it is given up. */
const attempts = 5;
/** Longest pause between two, in milliseconds. */
const longestPause = 10_000;

/** Statuses after which the same request may go well. */
const transient: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** Whether the same request may go well after such a status. */
export const isTransient = (status: number): boolean => transient.includes(status);

/** Sends a request again while the service is only busy. */
export async function askPatiently(ask: AskService, request: AskedRequest): Promise<AskedAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(request);
    if (!isTransient(answer.status) || attempt === attempts) return answer;
    await sleep(retryAfter(answer.retryAfter, attempt, Date.now(), longestPause));
  }
}
