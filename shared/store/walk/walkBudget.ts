import type { StorageScope } from '../contract/store.ts';
import type { ReadTime } from '../rows/readRange.ts';
import { storageError } from '../rows/storageError.ts';

/**
 * What a walk may still use. No range is begun, and none repeated, without time for the answer; after a try that took too long
 * a walk that has a place ends there.
 */
export interface WalkBudget extends ReadTime {
  /** True when a walk that has a place ends there, once it has come further, and one that has none fails, unless `mayGoOn`. */
  isSpent(): boolean;
  /** True as long as a walk that has no place yet may look for one. */
  mayGoOn(): boolean;
  /** Told when the walk has come to a place where its page can end. */
  reached(): void;
}

/** How long before the deadline the answer is to be written, in milliseconds. */
const margin = 2000;

/** The longest storage works on an answer, in milliseconds: nothing is begun that may not be at its end in time. */
const longestAnswer = 5000;

/** Most requests of the walks of a scope, which are as many seconds as there are hundreds where storage is quick. */
export const mostRequests = 1000;

/** Most requests of a walk that steps over a part left open, each of which finds little: of 40 of a page two may ask where storage stands. */
export const mostSteps = 38;

/** Most rows the walks of a scope look at. */
export const mostRows = 500_000;

/** True when nothing is left to be done but to write the answer: for work that asks storage nothing. */
export function mustAnswer({ signal, meter, clock, deadline }: StorageScope): boolean {
  return signal.aborted || meter.isSpent || clock.now() > deadline - margin;
}

/**
 * The budget of one plan: so many requests to storage from now on, as far as the walks of the scope before it have left requests
 * and rows, and the time of the request, of which as much is left as so many answers may take, one after the other.
 */
export function walkBudget(scope: StorageScope, requests: number, answers = 1): WalkBudget {
  const { usage, walksFrom: { requests: requestsFrom, walked: rowsFrom } = usage } = scope;
  const end = { requests: requestsFrom + mostRequests, rows: rowsFrom + mostRows };
  const soon = Math.min(usage.requests + requests, end.requests);
  const hasTimeFor = (count: number): boolean => scope.clock.now() <= scope.deadline - margin - count * longestAnswer;
  let hasPlace = false;
  const mayGoOn = (): boolean =>
    !mustAnswer(scope) && hasTimeFor(answers) && usage.requests < end.requests && usage.walked < end.rows;
  return {
    mayGoOn,
    isSpent: () => usage.requests >= soon || !mayGoOn(),
    begin() {
      if (!hasTimeFor(1)) throw storageError({ kind: 'timeout' });
    },
    mayRepeat: ({ kind }) => hasTimeFor(1) && !(hasPlace && kind === 'timeout'),
    reached() {
      hasPlace = true;
    },
  };
}
