import type { ServiceResponse } from '../represent/response.ts';
import type { Call } from './call.ts';

/** Adds the headers every answer has; an answer to HEAD keeps the headers of GET and loses the body. */
export function finishResponse(call: Call, response: ServiceResponse): ServiceResponse {
  const { request, requestId, clientRequestId } = call;
  // Metadata may be kept and asked for again, what went wrong with it may not.
  const isMetadata = call.operation === 'readMetadata' && response.status === 200;
  const headers = {
    'Cache-Control': isMetadata ? 'no-cache' : 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...response.headers,
    Vary: 'Accept, Accept-Encoding, Authorization, OData-MaxVersion, Prefer',
    'request-id': requestId,
    ...(clientRequestId === undefined ? {} : { 'client-request-id': clientRequestId }),
  };
  return request.method === 'HEAD' || response.body === undefined
    ? { status: response.status, headers }
    : { status: response.status, headers, body: response.body };
}
