import type { EdmValue } from '../edm/edmValue.ts';
import type { Row } from './typedExpression.ts';

/** A compiled expression: the value for one row. Throws 400 for an overflow or an integer division by zero. */
export type Evaluator = (row: Row) => EdmValue;
