import { ODataError } from '../../../shared/errors/odataError.ts';

/** Runs a parser; the ODataError it throws, or undefined. Any other error is passed on. */
export function attempt(parse: () => unknown): ODataError | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof ODataError) {
      return error;
    }
    throw error;
  }
}
