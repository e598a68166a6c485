import type names from './metricNames.json';
import type { TraceContext } from './traceContext.ts';

/** A metric that alert rules read, a row of metricNames.json. */
export type CountedMetric = 'collected' | 'problems' | 'upkeep';

/** What is counted, of metricNames.json. */
export type CountedKind = keyof (typeof names)['kinds'];

/** Counts one for a metric, by report and kind; never by person. */
export type Count = (metric: CountedMetric, report: string, kind: CountedKind) => void;

/** What is told of an operation when it has ended. */
export interface OperationFacts {
  /** Its name in the table of operations. */
  readonly operation: string;
  readonly entitySet: string | undefined;
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly storageRequests: number;
  readonly storageRetries: number;
  /** Rows received from storage. */
  readonly storageRows: number;
  /** Milliseconds in which storage was waited for. */
  readonly storageMs: number;
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
  readonly count: Count;
  /** Sends what is still to be sent, when a run of a timer has ended or the process is about to: either may be its last moment. */
  flush(): Promise<void>;
}
