import { randomUUID } from 'node:crypto';
import type { Caller } from '../auth/caller.ts';
import type { Versions } from '../headers/negotiateVersions.ts';
import type { BodyStream } from './readBody.ts';

/** A request as the platform hands it over. */
export interface ServiceRequest {
  readonly method: string;
  /** Absolute or origin-form; not decoded. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: BodyStream;
}

/** One request on its way through the pipeline, and what is known of it so far. */
export interface Call {
  readonly request: ServiceRequest;
  readonly requestId: string;
  /** The caller's own id of the request, when it is a GUID. */
  readonly clientRequestId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly usage: { requests: number; retries: number };
  versions: Versions | undefined;
  caller: Caller | undefined;
  /** Name of the operation, for the log. */
  operation: string;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Begins a call. */
export function beginCall(request: ServiceRequest): Call {
  const clientRequestId = request.headers.get('client-request-id')?.trim() ?? '';
  return {
    request,
    requestId: randomUUID(),
    clientRequestId: guid.test(clientRequestId) ? clientRequestId : undefined,
    started: Date.now(),
    usage: { requests: 0, retries: 0 },
    versions: undefined,
    caller: undefined,
    operation: 'none',
  };
}
