import { ServiceError } from './serviceError.ts';

/** What is told of an answer whose connection ended before it did. */
export function answerBroke(error: unknown): ServiceError {
  const detail = error instanceof Error ? error.message : '';
  return new ServiceError('network', 'The connection ended before the answer did.', detail);
}
