import { ODataError } from '../../errors/odataError.ts';
import type { InnerCode } from '../../errors/errorTable.ts';
import type { RowFailure } from './rows.ts';
import { StorageTimeout } from '../contract/storageTimeout.ts';

interface Answer {
  readonly code: InnerCode;
  readonly message: string;
  /** Seconds for Retry-After when storage names none. */
  readonly retryAfter?: number;
}

const busy = 'The storage of this service is busy with other requests. Repeat the request after the given time.';
const contended =
  'Other writers kept changing the same entity until this request ran out of time, and nothing was written. ' +
  'Repeat the request after the given time.';

/** What a caller is told about each kind of failure. */
const answers: Readonly<Record<Exclude<RowFailure['kind'], 'rejected'>, Answer>> = {
  conflict: { code: 'serviceNotAvailable', message: contended, retryAfter: 1 },
  preconditionFailed: { code: 'serviceNotAvailable', message: contended, retryAfter: 1 },
  notFound: { code: 'serviceNotAvailable', message: contended, retryAfter: 1 },
  tooLarge: {
    code: 'batchRequestLimitExceeded',
    message:
      'What this request would write at once is more than storage takes: 1 MiB for an entity, 4 MiB for an atomic group. ' +
      'Nothing was written. Send fewer or smaller entities at once.',
  },
  forbidden: {
    code: 'serviceNotAvailable',
    message:
      'The storage of this service gives it no access, which its operator has to set right; the log says how. Nothing was ' +
      'written.',
    retryAfter: 30,
  },
  throttled: { code: 'serviceNotAvailable', message: busy, retryAfter: 5 },
  unavailable: {
    code: 'serviceNotAvailable',
    message:
      'The storage of this service cannot be reached at the moment. Repeat the request after the given time; ' +
      'if it was a write, it is either wholly done or not done at all.',
    retryAfter: 5,
  },
  timeout: {
    code: 'gatewayTimeout',
    message:
      'The storage of this service did not answer in time. Repeat the request after the given time; ' +
      'if it was a write, it is either wholly done or not done at all.',
    retryAfter: 2,
  },
};

/** The error a caller gets for a failure of storage; a request storage finds malformed is a fault of this service. */
export function storageError(failure: RowFailure): Error {
  if (failure.kind === 'rejected') return new Error('Storage rejected a request', { cause: failure.cause });
  const { code, message, retryAfter } = answers[failure.kind];
  const seconds = failure.retryAfter ?? retryAfter;
  const Failure = failure.kind === 'timeout' ? StorageTimeout : ODataError;
  return new Failure(code, message, {
    ...(seconds !== undefined && { headers: { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) } }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  });
}

/**
 * The same for a transaction that could not be kept from coming late: what it would create may still appear for as long as
 * storage works on a request, which is 30 s at most.
 */
export function lateError(failure: RowFailure): Error {
  const { code } = answers[failure.kind === 'rejected' ? 'unavailable' : failure.kind];
  const message =
    'The storage of this service did not say whether it carried out this request, and may still do so within 30 seconds, ' +
    'wholly or not at all. Look, or repeat the request, after the given time.';
  return new ODataError(code, message, { headers: { 'Retry-After': '30' }, cause: failure.cause });
}
