import type { RestError } from '@azure/data-tables';
import type { RowFailure } from './rows.ts';

/** What each status of the table service means; everything else, a broken connection included, is `unavailable`. */
const kinds: Readonly<Record<number, RowFailure['kind']>> = {
  400: 'rejected',
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

const tooLargeCodes = new Set(['EntityTooLarge', 'PropertyValueTooLarge', 'RequestBodyTooLarge']);

/** By its name, because the class itself would load the SDK. */
function isRestError(error: unknown): error is RestError {
  return error instanceof Error && error.name === 'RestError';
}

/** Reads what the SDK threw. */
export function rowFailure(error: unknown): RowFailure {
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'timeout', cause: error };
  if (!isRestError(error) || error.statusCode === undefined) return { kind: 'unavailable', cause: error };
  if (tooLargeCodes.has(storageCode(error) ?? '')) return { kind: 'tooLarge', cause: error };
  const retryAfter = Number(error.response?.headers.get('retry-after') ?? undefined);
  return {
    kind: kinds[error.statusCode] ?? 'unavailable',
    ...(Number.isFinite(retryAfter) && { retryAfter: Math.max(0, retryAfter) }),
    cause: error,
  };
}

/** The error code of the table service; the SDK keeps it in another place for transactions than for single requests. */
export function storageCode(error: unknown): string | undefined {
  if (!isRestError(error)) return undefined;
  const details = error.details as { odataError?: { code?: string } } | undefined;
  return details?.odataError?.code ?? error.code;
}
