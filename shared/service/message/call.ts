import { randomUUID } from 'node:crypto';
import type { Caller } from '../../auth/permission/caller.ts';
import { Meter } from '../../expression/cost/meter.ts';
import type { Versions } from '../../headers/negotiateVersions.ts';
import { readTraceContext, type TraceContext } from '../../telemetry/traceContext.ts';
import { type Clock, startClock } from '../../store/contract/clock.ts';
import { StorageUsage } from '../../store/contract/storageUsage.ts';
import type { BodyStream } from './readBody.ts';

/** A request as the platform hands it over. */
export interface ServiceRequest {
  readonly method: string;
  /** Absolute or origin-form; not decoded. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  /** Names and values in turns as they came, when it came over HTTP by itself. */
  readonly rawHeaders?: readonly string[];
  readonly body: BodyStream;
  /** Fulfilled when its answer was sent, or the connection it was to be sent over is gone; absent where nobody sends it. */
  readonly ended?: Promise<void>;
}

/** One request on its way through the pipeline, and what is known of it so far. */
export interface Call {
  readonly request: ServiceRequest;
  readonly requestId: string;
  /** The caller's own id of the request, when it is a GUID. */
  readonly clientRequestId: string | undefined;
  /** Whether it came by itself or in a batch. */
  readonly kind: 'request' | 'part';
  /** The W3C trace it belongs to: what it came with, then its own span. */
  trace: TraceContext | undefined;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Until when it may take at most, in milliseconds since the epoch, when it is part of a batch; else Infinity. */
  readonly limit: number;
  /** Its time, by which its deadline is kept. */
  readonly clock: Clock;
  readonly usage: StorageUsage;
  /** One for an HTTP request, shared by the parts of a batch. */
  readonly meter: Meter;
  versions: Versions | undefined;
  caller: Caller | undefined;
  /** Name of the operation, for the log. */
  operation: string;
  /** Name of the entity set it is about, for telemetry. */
  entitySet: string | undefined;
  /** Rows on the page that is answered, for telemetry. */
  pageSize: number | undefined;
  /** What is to be done when its answer has been sent, or given up. */
  end: (() => void) | undefined;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The caller's own id of a request, when it is a GUID. */
function clientRequestIdOf({ headers }: ServiceRequest): string | undefined {
  const id = headers.get('client-request-id')?.trim() ?? '';
  return guid.test(id) ? id : undefined;
}

/** Begins a call; `whole` is what the batch has used that it is a part of. */
export function beginCall(
  request: ServiceRequest,
  clock = startClock(),
  meter = new Meter(),
  whole?: StorageUsage,
): Call {
  return {
    request,
    requestId: randomUUID(),
    clientRequestId: clientRequestIdOf(request),
    kind: 'request',
    trace: readTraceContext(request.headers),
    started: clock.started,
    clock,
    limit: Infinity,
    usage: new StorageUsage(clock.now, whole),
    meter,
    versions: undefined,
    caller: undefined,
    operation: 'none',
    entitySet: undefined,
    pageSize: undefined,
    end: undefined,
  };
}

/**
 * Begins the call of a request inside a batch: for the caller of the batch, with the batch's request id and a number
 * behind it. `limit` is when the batch must have ended, in milliseconds since the epoch.
 */
export function beginInnerCall(
  batch: Call,
  request: ServiceRequest,
  number: number,
  limit: number,
  clock?: Clock,
): Call {
  const { caller, trace, meter, usage } = batch;
  return {
    ...beginCall(request, clock, meter, usage),
    kind: 'part',
    requestId: `${batch.requestId}.${number}`,
    trace,
    limit,
    caller,
  };
}
