import { ODataError } from '../../errors/odataError.ts';

/** What `work` returns, or the ODataError it throws: an error that is to fail one request and not the batch. */
export function orODataError<T>(work: () => T): T | ODataError {
  try {
    return work();
  } catch (error) {
    return odataError(error);
  }
}

/** The same of what a promise rejects with. */
export function odataError(error: unknown): ODataError {
  if (error instanceof ODataError) return error;
  throw error;
}
