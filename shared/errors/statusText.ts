/** RFC 9110 section 15 status texts in camelCase: the outer `code` of an OData error (Microsoft REST API guidelines). */
const statusTexts: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodNotAllowed',
  406: 'notAcceptable',
  408: 'requestTimeout',
  409: 'conflict',
  410: 'gone',
  412: 'preconditionFailed',
  413: 'contentTooLarge',
  415: 'unsupportedMediaType',
  417: 'expectationFailed',
  424: 'failedDependency',
  429: 'tooManyRequests',
  431: 'requestHeaderFieldsTooLarge',
  500: 'internalServerError',
  501: 'notImplemented',
  503: 'serviceUnavailable',
  504: 'gatewayTimeout',
};

/** The outer error code for an HTTP status; a status without a row is answered as `internalServerError`. */
export function statusText(status: number): string {
  return statusTexts[status] ?? 'internalServerError';
}
