import type { ODataError } from '../../errors/odataError.ts';
import { namesVersion } from '../../headers/namesVersion.ts';
import { errorResponse } from '../../represent/errorResponse.ts';
import type { ServiceResponse } from '../../represent/response.ts';
import type { Call } from './call.ts';

/** The answer to a call that fails or is not begun, in the words its sender understands. */
export function refusal({ request, requestId, clientRequestId, versions }: Call, error: ODataError): ServiceResponse {
  return errorResponse(error, {
    requestId,
    clientRequestId,
    version: versions?.response ?? '4.0',
    now: Date.now(),
    isStandard: namesVersion(request.headers),
    isHead: request.method === 'HEAD',
  });
}
