import type { StorageScope } from '../contract/store.ts';

/** What a walk may still use. */
export interface WalkBudget {
  /** True when a walk that has a place ends there, once it has come further, and one that has none fails. */
  isSpent(): boolean;
}

/** How long before the deadline the answer is to be written, in milliseconds. */
const margin = 2000;

/** The longest storage works on an answer, in milliseconds: nothing is begun that may not be at its end in time. */
const longestAnswer = 5000;

/** Most requests of a walk, which are as many seconds as there are hundreds where storage is quick. */
export const mostRequests = 1000;

/** Most requests of a walk that steps over a part left open: each step finds little. */
export const mostSteps = 40;

/** Most rows a walk looks at. */
const mostRows = 500_000;

/** True when nothing is left to be done but to write the answer: for work that asks storage nothing. */
export function mustAnswer({ signal, meter, clock, deadline }: StorageScope): boolean {
  return signal.aborted || meter.isSpent || clock.now() > deadline - margin;
}

/**
 * The budget of one plan: requests to storage and rows, from now on, and the time of the request, of which as much is left as
 * so many answers may take, one after the other.
 */
export function walkBudget(scope: StorageScope, requests: number, answers = 1): WalkBudget {
  const end = { requests: scope.usage.requests + requests, rows: scope.usage.walked + mostRows };
  return {
    isSpent: () =>
      mustAnswer(scope) ||
      scope.clock.now() > scope.deadline - margin - answers * longestAnswer ||
      scope.usage.requests >= end.requests ||
      scope.usage.walked >= end.rows,
  };
}
