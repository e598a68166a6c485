import { ODataError } from '../../errors/odataError.ts';

/** The 400 of an expression that has no value for a row, such as an overflow or an integer division by zero. */
export function evaluationError(problem: string): ODataError {
  return new ODataError('invalidQueryOption', `An expression in the query has no value: ${problem}`);
}
