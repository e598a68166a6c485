/**
 * Every error the service answers, one row per inner code: the code live Microsoft Graph uses where it has one,
 * else the service's own. The status decides the outer `code` (see statusText.ts).
 */
export const errorTable = {
  RequestBodyRead: { status: 400 },
  duplicateProperty: { status: 400 },
  invalidPropertyValue: { status: 400 },
  parameterIsTooLong: { status: 400 },
  invalidPath: { status: 400 },
  invalidRequest: { status: 400 },
  invalidHeader: { status: 400 },
  malformedEntityTag: { status: 400 },
  unsupportedODataVersion: { status: 400 },
  invalidQueryOption: { status: 400 },
  invalidFilterClause: { status: 400 },
  invalidParameterFormat: { status: 400 },
  invalidSkipToken: { status: 400 },
  tooManyTermsInQuery: { status: 400 },
  batchRequestLimitExceeded: { status: 400 },
  invalidDependency: { status: 400 },
  invalidContentEncoding: { status: 400 },
  InvalidAuthenticationToken: { status: 401 },
  PersonalAccountNotSupported: { status: 401 },
  Authorization_RequestDenied: { status: 403 },
  Request_ResourceNotFound: { status: 404 },
  methodNotAllowed: { status: 405 },
  invalidAcceptType: { status: 406 },
  nameAlreadyExists: { status: 409 },
  syncStateNotFound: { status: 410 },
  entityTagDoesNotMatch: { status: 412 },
  isolationNotSupported: { status: 412 },
  maxFileSizeExceeded: { status: 413 },
  unsupportedMediaType: { status: 415 },
  failedDependency: { status: 424 },
  activityLimitReached: { status: 429 },
  generalException: { status: 500 },
  notSupported: { status: 501 },
  serviceNotAvailable: { status: 503 },
  gatewayTimeout: { status: 504 },
} as const satisfies Record<string, { status: number }>;

/** The code inside `innerError`. */
export type InnerCode = keyof typeof errorTable;
