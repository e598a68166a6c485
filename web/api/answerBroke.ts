import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { ServiceError } from './serviceError.ts';

/** What is told of an answer whose connection ended before it did. */
export function answerBroke(error: unknown): ServiceError {
  const detail = reasonOf(error);
  return new ServiceError('network', 'The connection ended before the answer did.', detail);
}
