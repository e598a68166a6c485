import { ODataError } from '../errors/odataError.ts';
import { errorResponse, internalError } from '../represent/errorResponse.ts';
import type { ServiceResponse } from '../represent/response.ts';
import { answer } from './answer.ts';
import { beginCall, type Call, type ServiceRequest } from './call.ts';
import { compress } from './compress.ts';
import { finishResponse } from './finishResponse.ts';
import type { ServiceParts } from './serviceParts.ts';

/** Answers a request; never throws. */
export type Handle = (request: ServiceRequest) => Promise<ServiceResponse>;

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
    traceId: /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(call.request.headers.get('traceparent') ?? '')?.[1],
  });
}

type Body = NonNullable<ServiceResponse['body']>;

function isStreamed(body: Body | undefined): body is Exclude<Body, string | Uint8Array> {
  return body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
}

/** An answer that is read while it is sent is recorded at its end; what breaks it off only the log can tell. */
async function* watch(
  body: AsyncIterable<string | Uint8Array>,
  { call, response, parts }: { readonly call: Call; readonly response: ServiceResponse; readonly parts: ServiceParts },
): AsyncGenerator<string | Uint8Array, void, undefined> {
  try {
    yield* body;
  } catch (error) {
    parts.log.write('error', `${call.requestId} broke off`, error);
    throw error;
  } finally {
    record(call, response, parts);
  }
}

/** The service below `/v1.0`: the only place that catches. */
export function createService(parts: ServiceParts): Handle {
  return async (request) => {
    const call = beginCall(request);
    let response: ServiceResponse;
    try {
      response = await answer(call, parts);
      if (isStreamed(response.body) && request.method !== 'HEAD') {
        response = { ...response, body: watch(response.body, { call, response, parts }) };
      }
      response = await compress(response, request.headers.get('accept-encoding'));
    } catch (error) {
      response = failed(call, error, parts);
    }
    if (!isStreamed(response.body) || request.method === 'HEAD') record(call, response, parts);
    return finishResponse(call, response);
  };
}
