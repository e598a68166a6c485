import type { TableServiceClientOptions } from '@azure/data-tables';
import type { TraceContext } from '../../telemetry/traceContext.ts';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];

/** The signal of a request is the one thing of ours that the SDK carries to its pipeline for every kind of request. */
const traces = new WeakMap<object, TraceContext>();

/** The signal of one request to storage, for the trace it belongs to. */
export function tracedSignal(signal: AbortSignal, trace: TraceContext | undefined): AbortSignal {
  if (trace !== undefined) traces.set(signal, trace);
  return signal;
}

/** Sends the trace of the signal along, so that the log of storage can be told by it (W3C Trace Context, section 3). */
export const tracedSignalPolicy: Policy = {
  position: 'perCall',
  policy: {
    name: 'tracedSignal',
    sendRequest: async (request, next) => {
      const trace = request.abortSignal && traces.get(request.abortSignal);
      for (const [name, value] of Object.entries(trace ?? {})) request.headers.set(name, value as string);
      return await next(request);
    },
  },
};
