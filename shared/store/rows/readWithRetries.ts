import { isTransient, pauseBeforeRetry } from './pauseBeforeRetry.ts';
import type { Outcome } from './rows.ts';
import { storageError } from './storageError.ts';
import type { StorageScope } from '../contract/store.ts';

/** Carries out a read and repeats it after transport failures; what fails in the end is thrown as an ODataError. */
export async function readWithRetries<T>(scope: StorageScope, request: () => Promise<Outcome<T>>): Promise<T> {
  for (let retry = 1; ; retry += 1) {
    const outcome = await request();
    if (outcome.ok) return outcome.value;
    if (!isTransient(outcome.failure) || scope.signal.aborted) throw storageError(outcome.failure);
    await pauseBeforeRetry(scope, outcome.failure, retry);
  }
}
