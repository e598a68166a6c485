import type { RestError } from '@azure/data-tables';
import type { RowFailure } from '../rows/rows.ts';

/** What each status of the table service means where its code says no more; every other one is `unavailable`. */
const kindsByStatus: Readonly<Record<number, RowFailure['kind']>> = {
  400: 'rejected',
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  405: 'rejected',
  409: 'conflict',
  411: 'rejected',
  412: 'preconditionFailed',
  413: 'tooLarge',
  414: 'rejected',
  429: 'throttled',
  431: 'rejected',
  503: 'throttled',
};

/** What the codes mean that say more than their status ("Table service error codes", "Common REST API error codes"). */
const kindsByCode: Readonly<Record<string, RowFailure['kind']>> = {
  EntityAlreadyExists: 'conflict',
  EntityNotFound: 'notFound',
  ResourceNotFound: 'notFound',
  UpdateConditionNotSatisfied: 'preconditionFailed',
  ConditionNotMet: 'preconditionFailed',
  EntityTooLarge: 'tooLarge',
  PropertyValueTooLarge: 'tooLarge',
  RequestBodyTooLarge: 'tooLarge',
  OperationTimedOut: 'timeout',
  ServerBusy: 'throttled',
};

/** Statuses that speak of one row; with a code that does not, they speak of the table or the account. */
const ofRows: ReadonlySet<number> = new Set([404, 409, 412]);

/** What the operator has to do about the codes of refused access. */
const remedies: Readonly<Record<string, string>> = {
  AuthorizationPermissionMismatch:
    "The identity of this app lacks the role 'Storage Table Data Contributor' on the storage account or the table",
  AuthorizationFailure: 'The network rules of the storage account refuse this app',
  AuthenticationFailed: 'The storage account does not accept the credential of this app',
};

/** What an error is called that says the request was given up: by the SDK, or by the signal of its time. */
const givenUp: readonly unknown[] = ['AbortError', 'TimeoutError'];

/** By its name, because the class itself would load the SDK. */
function isRestError(error: unknown): error is RestError {
  return error instanceof Error && error.name === 'RestError';
}

function kindOf(status: number, code: string | undefined): RowFailure['kind'] {
  const byCode = code === undefined ? undefined : kindsByCode[code];
  if (byCode !== undefined) return byCode;
  return code !== undefined && ofRows.has(status) ? 'unavailable' : (kindsByStatus[status] ?? 'unavailable');
}

/** Reads what the SDK threw. */
export function rowFailure(error: unknown): RowFailure {
  if (givenUp.includes((error as { readonly name?: unknown } | undefined)?.name))
    return { kind: 'timeout', cause: error };
  if (!isRestError(error) || error.statusCode === undefined) return { kind: 'unavailable', cause: error };
  const code = storageCode(error);
  const kind = kindOf(error.statusCode, code);
  const remedy = kind === 'forbidden' ? remedies[code ?? ''] : undefined;
  const retryAfter = secondsAsked(error);
  return {
    kind,
    ...(Number.isFinite(retryAfter) && { retryAfter: Math.max(0, retryAfter) }),
    cause: remedy === undefined ? error : new Error(remedy, { cause: error }),
  };
}

/** The seconds that `Retry-After` asks to wait, as a number or up to a date (RFC 9110, 10.2.3); NaN when it asks for nothing. */
function secondsAsked({ response }: RestError): number {
  const asked = response?.headers.get('retry-after') ?? '';
  if (/^\d+(?:\.\d+)?$/.test(asked.trim())) return Number(asked);
  return (Date.parse(asked) - Date.parse(response?.headers.get('date') ?? '')) / 1000;
}

/** The error code of the table service; the SDK keeps it in another place for transactions than for single requests. */
export function storageCode(error: unknown): string | undefined {
  if (!isRestError(error)) return undefined;
  const details = error.details as { odataError?: { code?: string } } | undefined;
  return details?.odataError?.code ?? error.code;
}
