import type { EdmValue } from '../edm/edmValue.ts';
import { compileExpression } from '../expression/compileExpression.ts';
import type { Row } from '../expression/typedExpression.ts';
import type { ComputedColumn } from './boundQuery.ts';

/** Adds the columns of `$compute` to a row; the row itself when there are none. Compile once, use for every row. */
export function computeColumns(columns: readonly ComputedColumn[]): (row: Row) => Row {
  if (columns.length === 0) return (row) => row;
  const compiled = columns.map(({ name, expression }) => [name, compileExpression(expression)] as const);
  return (row) => {
    const result: Record<string, EdmValue> = { ...row };
    for (const [name, evaluate] of compiled) result[name] = evaluate(result);
    return result;
  };
}
