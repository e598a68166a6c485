import type { ServiceResponse } from '../../represent/response.ts';
import type { Call } from './call.ts';

/**
 * Headers a page of another origin may read besides those any may (CORS, Access-Control-Expose-Headers). The platform
 * decides which origins may call at all, but has no setting for this.
 */
const exposed = 'OData-Version, ETag, Location, OData-EntityId, Preference-Applied, Retry-After, request-id';

/** Adds the headers every answer has; an answer to HEAD keeps the headers of GET and loses the body. */
export function finishResponse(call: Call, response: ServiceResponse): ServiceResponse {
  const { request, requestId, clientRequestId } = call;
  // Metadata may be kept and asked for again, what went wrong with it may not.
  const isMetadata = call.operation === 'readMetadata' && response.status === 200;
  const headers = {
    'Cache-Control': isMetadata ? 'no-cache' : 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...response.headers,
    Vary: 'Accept, Accept-Encoding, Authorization, OData-Version, OData-MaxVersion, Prefer, Origin',
    'request-id': requestId,
    ...(request.headers.get('origin') === null ? {} : { 'Access-Control-Expose-Headers': exposed }),
    ...(clientRequestId === undefined ? {} : { 'client-request-id': clientRequestId }),
  };
  return request.method === 'HEAD' || response.body === undefined
    ? { status: response.status, headers }
    : { status: response.status, headers, body: response.body };
}
