import type { IncomingMessage, ServerResponse } from 'node:http';

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

/** Calls back after a time, and not before what has come in meanwhile was seen, however long this process was busy. */
function after(milliseconds: number, run: () => void): NodeJS.Timeout {
  return setTimeout(() => setImmediate(run), milliseconds);
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

/** Nothing is kept of a request longer than `milliseconds`, nor beyond its connection, unless a function takes it. */
export function createArrivals(milliseconds = patience): Arrivals {
  const arrived = new Map<string, Arrival & { readonly timer: NodeJS.Timeout }>();
  const awaited = new Map<string, () => void>();

  function drop(invocationId: string, response: ServerResponse): boolean {
    const held = arrived.get(invocationId);
    if (held?.response !== response) return false;
    clearTimeout(held.timer);
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
      const timer = after(milliseconds, () => {
        if (!drop(invocationId, response)) return;
        request.resume();
        refuse(response, 500);
      });
      arrived.set(invocationId, { request, response, timer });
      response.once('close', () => drop(invocationId, response));
      awaited.get(invocationId)?.();
    },
    wait(invocationId) {
      if (arrived.has(invocationId)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = after(milliseconds, () => {
          if (!awaited.delete(invocationId)) return;
          reject(new Error(`The request of invocation ${invocationId} did not come within ${milliseconds / 1000} s.`));
        });
        awaited.set(invocationId, () => {
          clearTimeout(timer);
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
