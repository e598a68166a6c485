import { ODataError } from '../errors/odataError.ts';
import { errorResponse, internalError } from '../represent/errorResponse.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { Call } from './call.ts';
import { compress } from './compress.ts';
import { finishResponse } from './finishResponse.ts';
import type { ServiceParts } from './serviceParts.ts';

function failed(call: Call, error: unknown, { log }: ServiceParts): ServiceResponse {
  const known = error instanceof ODataError ? error : internalError;
  // 501 is the caller's doing: valid OData that the service does not have.
  if (known.status >= 500 && known.status !== 501)
    log.write('error', `${call.requestId} failed with ${known.innerCode}`, error);
  return errorResponse(known, {
    requestId: call.requestId,
    clientRequestId: call.clientRequestId,
    version: call.versions?.response ?? '4.0',
    now: Date.now(),
  });
}

function record(call: Call, { status }: ServiceResponse, { log }: ServiceParts): void {
  log.request({
    operation: call.operation,
    status,
    duration: Date.now() - call.started,
    storageRequests: call.usage.requests,
    storageRetries: call.usage.retries,
    tenant: call.caller?.tenant,
    requestId: call.requestId,
    traceId: call.traceId,
  });
}

type Body = NonNullable<ServiceResponse['body']>;

function isStreamed(body: Body | undefined): body is Exclude<Body, string | Uint8Array> {
  return body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
}

/** An answer that is read while it is sent is recorded at its end; what breaks it off only the log can tell. */
function streamed(
  call: Call,
  response: ServiceResponse,
  body: AsyncIterable<string | Uint8Array>,
  parts: ServiceParts,
): ServiceResponse {
  const { status, headers } = response;
  // Nothing is read on for an answer that is never sent.
  if (call.request.method === 'HEAD') return { status, headers };
  async function* watched(): AsyncGenerator<string | Uint8Array, void, undefined> {
    try {
      yield* body;
    } catch (error) {
      parts.log.write('error', `${call.requestId} broke off`, error);
      throw error;
    } finally {
      record(call, response, parts);
    }
  }
  return { status, headers, body: watched() };
}

/** Carries a call to its end: the only place that catches. Never throws. */
export async function settle(
  call: Call,
  parts: ServiceParts,
  work: () => Promise<ServiceResponse>,
): Promise<ServiceResponse> {
  let response: ServiceResponse;
  try {
    response = await work();
    if (isStreamed(response.body)) response = streamed(call, response, response.body, parts);
    response = await compress(response, call.request.headers.get('accept-encoding'));
  } catch (error) {
    response = failed(call, error, parts);
  }
  if (!isStreamed(response.body)) record(call, response, parts);
  return finishResponse(call, response);
}
