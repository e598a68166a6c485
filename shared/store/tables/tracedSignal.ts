import type { TableServiceClientOptions } from '@azure/data-tables';
import type { TraceContext } from '../../telemetry/traceContext.ts';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];

interface Traced {
  readonly trace: TraceContext | undefined;
  readonly onSend: () => void;
}

/** The signal of a request is the one thing of ours that the SDK carries to its pipeline for every kind of request. */
const requests = new WeakMap<object, Traced>();

/**
 * The signal of one request to storage, for the trace it belongs to.
 *
 * @param onSend told each time it is sent: one that is given up before, while it waits for a token of the identity, never is, and one
 *   that storage challenges or redirects is sent again
 */
export function tracedSignal(signal: AbortSignal, trace: TraceContext | undefined, onSend: () => void): AbortSignal {
  requests.set(signal, { trace, onSend });
  return signal;
}

/** Sends the trace of the signal along, so that the log of storage can be told by it (W3C Trace Context, section 3). */
export const tracedSignalPolicy: Policy = {
  position: 'perCall',
  policy: {
    name: 'tracedSignal',
    sendRequest: async (request, next) => {
      const traced = request.abortSignal && requests.get(request.abortSignal);
      for (const [name, value] of Object.entries(traced?.trace ?? {})) request.headers.set(name, value as string);
      return await next(request);
    },
  },
};

/** Tells that a request is sent, as the last step before it is. */
export const sendingPolicy: Policy['policy'] = {
  name: 'sending',
  sendRequest: async (request, next) => {
    const { abortSignal } = request;
    if (abortSignal?.aborted === false) requests.get(abortSignal)?.onSend();
    return await next(request);
  },
};
