import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** A request that the host has forwarded to this process. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Brings together what the host sends on two ways: the request over HTTP, and word of its invocation. */
export interface Arrivals {
  /** Takes in a request; one that no function takes in time is answered 500, one without an invocation's id 400. */
  readonly receive: (request: IncomingMessage, response: ServerResponse) => void;
  /** Fulfilled when the request of an invocation is here; rejected when it does not come in time. */
  wait(invocationId: string): Promise<void>;
  /** Hands out the request of an invocation, once; undefined when it is gone. */
  take(invocationId: string): Arrival | undefined;
}

/** How long the two wait for each other, in milliseconds. They leave the host together. */
const patience = 5000;

/** The share of its time from which on a process is at its limit, and how many times as long the two then wait at most. */
const atLimit = 0.8;
const mostRounds = 6;

/** The share of the time since a look at it in which the process was busy; without one, a look. */
type Utilization = (since?: EventLoopUtilization) => EventLoopUtilization;

const utilizationOfProcess: Utilization = (since) => performance.eventLoopUtilization(since);

/**
 * Calls back after a time, in steps: while this process gets no time itself, none has passed, and what has come in meanwhile
 * is seen first. A process at its limit waits longer, because what is looked for may lie in the queue of its connections.
 * Returns the way to call it off.
 */
function after(milliseconds: number, utilization: Utilization, run: () => void, steps = 5): () => void {
  let [left, rounds] = [steps, 1];
  let began = utilization();
  let timer = setTimeout(step, milliseconds / steps);
  function step(): void {
    left -= 1;
    if (left === 0 && rounds < mostRounds && utilization(began).utilization > atLimit) {
      [left, rounds, began] = [steps, rounds + 1, utilization()];
    }
    if (left === 0) setImmediate(run);
    else timer = setTimeout(step, milliseconds / steps);
  }
  return () => clearTimeout(timer);
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

/** Nothing is kept of a request longer than `milliseconds`, nor beyond its connection, unless a function takes it. */
export function createArrivals(milliseconds = patience, utilization = utilizationOfProcess): Arrivals {
  const arrived = new Map<string, Arrival & { readonly callOff: () => void }>();
  const awaited = new Map<string, () => void>();

  function drop(invocationId: string, response: ServerResponse): boolean {
    const held = arrived.get(invocationId);
    if (held?.response !== response) return false;
    held.callOff();
    return arrived.delete(invocationId);
  }

  return {
    receive(request, response) {
      const invocationId = request.headers['x-ms-invocation-id'];
      if (typeof invocationId !== 'string') {
        request.resume();
        refuse(response, 400);
        return;
      }
      const callOff = after(milliseconds, utilization, () => {
        if (!drop(invocationId, response)) return;
        request.resume();
        refuse(response, 500);
      });
      arrived.set(invocationId, { request, response, callOff });
      response.once('close', () => drop(invocationId, response));
      awaited.get(invocationId)?.();
    },
    wait(invocationId) {
      if (arrived.has(invocationId)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const callOff = after(milliseconds, utilization, () => {
          if (!awaited.delete(invocationId)) return;
          reject(new Error(`The request of invocation ${invocationId} did not come within ${milliseconds / 1000} s.`));
        });
        awaited.set(invocationId, () => {
          callOff();
          awaited.delete(invocationId);
          resolve();
        });
      });
    },
    take(invocationId) {
      const held = arrived.get(invocationId);
      if (held === undefined) return undefined;
      drop(invocationId, held.response);
      return held;
    },
  };
}

/** Of this process. */
export const arrivals = createArrivals();
