import type { TraceContext } from './traceContext.ts';

/** What is told of an operation when it has ended. */
export interface OperationFacts {
  /** Its name in the table of operations. */
  readonly operation: string;
  readonly entitySet: string | undefined;
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly storageRequests: number;
  readonly storageRetries: number;
  /** Rows on the page that was answered; undefined when the answer was no page. */
  readonly pageSize: number | undefined;
}

/** An operation under observation. */
export interface OperationSpan {
  /** What requests on behalf of the operation carry on; undefined when nothing is traced. */
  readonly context: TraceContext | undefined;
  /** Ends it, once. */
  end(facts: OperationFacts): void;
}

/** Where the service tells what it does, for whoever operates it. Never fails, and never holds up a request. */
export interface Telemetry {
  /** Begins an operation: a request, of which the platform may know the trace, or a part of a batch with the given one. */
  begin(kind: 'request' | 'part', context: TraceContext | undefined): OperationSpan;
  /** A token was refused; `reason` is a name of the table of rejections. */
  rejected(reason: string): void;
  /** Sends what is still to be sent, when the process is about to end. */
  flush(): Promise<void>;
}
