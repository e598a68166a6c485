import { isTransient, pauseBeforeRetry } from './pauseBeforeRetry.ts';
import type { Outcome, RowFailure } from './rows.ts';
import { storageError } from './storageError.ts';
import type { StorageScope } from '../contract/store.ts';

/**
 * Carries out a read and repeats it after transport failures, unless it is not worth another try; what fails in the end is
 * thrown as an ODataError.
 */
export async function readWithRetries<T>(
  scope: StorageScope,
  request: () => Promise<Outcome<T>>,
  mayRepeat: (failure: RowFailure) => boolean = () => true,
): Promise<T> {
  for (let retry = 1; ; retry += 1) {
    const outcome = await request();
    if (outcome.ok) return outcome.value;
    const { failure } = outcome;
    if (!isTransient(failure) || scope.signal.aborted || !mayRepeat(failure)) throw storageError(failure);
    await pauseBeforeRetry(scope, failure, retry);
  }
}
