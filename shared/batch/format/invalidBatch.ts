import { ODataError } from '../../errors/odataError.ts';
import { maxRequests } from '../contract/batch.ts';

/** The 400 for a batch that cannot be read as a whole: nothing of it is carried out. */
export function invalidBatch(problem: string, target?: string): ODataError {
  return new ODataError(
    'invalidRequest',
    `The batch is not valid: ${problem}. Nothing was carried out.`,
    target === undefined ? {} : { target },
  );
}

/** Refuses a batch of too many requests. */
export function checkCount(count: number): void {
  if (count <= maxRequests) return;
  throw new ODataError(
    'batchRequestLimitExceeded',
    `The batch has ${count} requests; at most ${maxRequests} are allowed. Nothing was carried out.`,
  );
}
