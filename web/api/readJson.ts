import { answerBroke } from './answerBroke.ts';
import { ServiceError } from './serviceError.ts';

/**
 * Reads the body of an answer as JSON.
 *
 * @throws ServiceError where it is none, and where the connection ended before the answer did
 */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch (error) {
    if (signal.aborted || error instanceof ServiceError) throw error;
    if (error instanceof SyntaxError)
      throw new ServiceError('unreadable', 'The answer is no JSON.', response.headers.get('content-type') ?? '');
    throw answerBroke(error);
  }
}
