import { readAggregation } from '../apply/readAggregateItem.ts';
import { Cursor, type Grammar, type Subject } from '../syntax/cursor.ts';
import { readExpression } from '../expression/readExpression.ts';
import { leftOver } from './leftOver.ts';
import { readNestedOptions } from './readNestedOptions.ts';
import { readTransformations } from '../apply/readTransformations.ts';

const grammar: Grammar = {
  expression: readExpression,
  options: readNestedOptions,
  aggregation: readAggregation,
  transformations: readTransformations,
};

/**
 * Reads all of a decoded text with one reader; anything left over is an error. Positions are counted from `base`.
 * Throws an ODataError with the subject's code, or `tooManyTermsInQuery` beyond the limits.
 */
export function parseWhole<T>(text: string, subject: Subject, read: (cursor: Cursor) => T, base = 0): T {
  const cursor = new Cursor(text, subject, grammar, base);
  const value = read(cursor);
  if (!cursor.atEnd) throw cursor.unexpected(leftOver(subject.name, text, cursor.position));
  return value;
}
