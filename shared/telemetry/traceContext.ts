/** The headers that say which trace a request belongs to (W3C Trace Context, section 3), spelled as they are sent. */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

const traceParent = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
/** What a tracestate may be long to be handed on (W3C Trace Context, 3.3.1.5). */
const longestState = 512;

/** The trace context a request came with; undefined when it has none or one that is not valid, which counts as none. */
export function readTraceContext(headers: { get(name: string): string | null }): TraceContext | undefined {
  const traceparent = headers.get('traceparent')?.trim() ?? '';
  if (!traceParent.test(traceparent)) return undefined;
  const tracestate = headers.get('tracestate') ?? '';
  const isKept = tracestate !== '' && tracestate.length <= longestState && /^[\x20-\x7e]*$/.test(tracestate);
  return isKept ? { traceparent, tracestate } : { traceparent };
}

/** The id of the trace, 32 hexadecimal digits. */
export function traceIdOf({ traceparent }: TraceContext): string {
  return traceparent.slice(3, 35);
}
