import { ODataError } from '../../errors/odataError.ts';
import { internalError } from '../../represent/errorResponse.ts';
import type { ServiceResponse } from '../../represent/response.ts';
import { begun } from './begun.ts';
import type { Call } from './call.ts';
import { compress } from './compress.ts';
import { finishResponse } from './finishResponse.ts';
import { refusal } from './refusal.ts';
import { traceIdOf } from '../../telemetry/traceContext.ts';
import type { OperationSpan } from '../../telemetry/telemetry.ts';
import type { ServiceParts } from './serviceParts.ts';
import { tellingEnd } from './tellingEnd.ts';

/** What a call is carried to its end with. */
type Parts = Pick<ServiceParts, 'log' | 'telemetry' | 'hidesCallers'>;

function failed(call: Call, error: unknown, { log }: Parts): ServiceResponse {
  const known = error instanceof ODataError ? error : internalError;
  // 501 is the caller's doing: valid OData that the service does not have.
  if (known.status >= 500 && known.status !== 501)
    log.write('error', `${call.requestId} failed with ${known.innerCode}`, error);
  return refusal(call, known);
}

/** Milliseconds as they are told. */
const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

/** Records the end of a call, in the log and in its span. */
type Recorder = (response: ServiceResponse) => void;

function recorder(call: Call, { log, hidesCallers }: Parts, span: OperationSpan | undefined): Recorder {
  return ({ status }) => {
    call.end?.();
    const { operation, entitySet, pageSize, usage, trace } = call;
    usage.tell();
    const used = {
      storageRequests: usage.requests,
      storageRetries: usage.retries,
      storageRows: usage.walked + usage.found,
      storageMs: tenths(usage.milliseconds),
    };
    log.request({
      operation,
      status,
      duration: tenths(call.clock.now() - call.started),
      ...used,
      deleted: usage.deleted,
      tenant: call.caller?.tenant,
      client: call.caller?.client,
      caller: hidesCallers === true ? undefined : call.caller?.user,
      requestId: call.requestId,
      traceId: trace && traceIdOf(trace),
    });
    span?.end({ operation, entitySet, status, ...used, pageSize });
  };
}

/** Begins the span of a call, which from then on is what it hands on of its trace. */
async function beginSpan(call: Call, { telemetry }: Parts): Promise<OperationSpan | undefined> {
  const span = (await telemetry)?.begin(call.kind, call.trace);
  call.trace = span?.context ?? call.trace;
  return span;
}

type Body = NonNullable<ServiceResponse['body']>;

function isStreamed(body: Body | undefined): body is Exclude<Body, string | Uint8Array> {
  return body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
}

/**
 * An answer that is read while it is sent begins when its first piece is there, for HEAD as well, and is recorded at its
 * end; what breaks it off later only the log can tell.
 */
async function streamed(
  call: Call,
  response: ServiceResponse,
  body: AsyncIterable<string | Uint8Array>,
  parts: Parts,
  record: Recorder,
): Promise<ServiceResponse> {
  const { status, headers } = response;
  const pieces = await begun(body);
  if (call.request.method === 'HEAD') {
    // Nothing is read on for an answer that is never sent.
    await pieces[Symbol.asyncIterator]().return?.();
    return { status, headers };
  }
  const watched = tellingEnd(pieces, (error) => {
    if (error !== undefined) parts.log.write('error', `${call.requestId} broke off`, error);
    record(response);
  });
  return { status, headers, body: watched };
}

/** Carries a call to its end: the only place that catches. Never throws. */
export async function settle(call: Call, parts: Parts, work: () => Promise<ServiceResponse>): Promise<ServiceResponse> {
  const span = parts.telemetry && (await beginSpan(call, parts));
  const record = recorder(call, parts, span);
  let response: ServiceResponse;
  try {
    response = await work();
    if (isStreamed(response.body)) response = await streamed(call, response, response.body, parts, record);
    response = await compress(response, call.request.headers.get('accept-encoding'));
  } catch (error) {
    response = failed(call, error, parts);
  }
  if (!isStreamed(response.body)) record(response);
  return finishResponse(call, response);
}
