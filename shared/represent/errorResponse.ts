import { ODataError } from '../errors/odataError.ts';
import { statusText } from '../errors/statusText.ts';
import type { ODataVersion } from '../headers/negotiateVersions.ts';
import type { ServiceResponse } from './response.ts';

/** What an error answer says about the request it belongs to. */
export interface ErrorContext {
  readonly requestId: string;
  readonly clientRequestId: string | undefined;
  readonly version: ODataVersion;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * True for a client of OData rather than of Microsoft Graph: it gets no `innerError`, which the standard has only as
   * `innererror` and for developers, and which readers of OData refuse.
   */
  readonly isStandard: boolean;
  /** True for HEAD, whose answer has no body. */
  readonly isHead?: boolean;
}

/** What an unknown failure becomes: nothing of it reaches the caller. */
export const internalError = new ODataError(
  'generalException',
  'The service failed unexpectedly; give the request-id to its operator.',
);

/** The object Microsoft Graph adds to its errors. */
function innerError({ innerCode }: ODataError, { requestId, clientRequestId, now }: ErrorContext): object {
  return {
    code: innerCode,
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': requestId,
    ...(clientRequestId === undefined ? {} : { 'client-request-id': clientRequestId }),
  };
}

/** Represents an error as OData JSON (JSON Format 4.01, section 21.1), with the inner error of Graph for its clients. */
export function errorResponse(error: ODataError, context: ErrorContext): ServiceResponse {
  const body = () => ({
    error: {
      code: statusText(error.status),
      message: error.message,
      ...(error.target === undefined ? {} : { target: error.target }),
      ...(error.details.length === 0 ? {} : { details: error.details }),
      ...(context.isStandard ? {} : { innerError: innerError(error, context) }),
    },
  });
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/json',
      // Protocol 4.01, 9.4: the language of the message.
      'Content-Language': 'en',
      'OData-Version': context.version,
      ...error.headers,
    },
    ...(context.isHead === true ? {} : { body: JSON.stringify(body()) }),
  };
}
