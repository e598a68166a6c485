import type { EdmValue } from '../../edm/edmValue.ts';
import { compileExpression } from '../../expression/compileExpression.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';
import type { ComputedColumn } from '../bound/boundQuery.ts';
import { checkComputedTexts } from './checkComputedTexts.ts';

/**
 * Adds the columns of `$compute` to a row; the row itself when there are none. Compile once, use for every row. `before`
 * tells how many characters of a row were computed by steps before this one: none unless given.
 */
export function computeColumns(
  columns: readonly ComputedColumn[],
  meter: Meter,
  before: (row: Row) => number = () => 0,
): (row: Row) => Row {
  if (columns.length === 0) return (row) => row;
  const compiled = columns.map(({ name, expression }) => [name, compileExpression(expression, meter)] as const);
  return (row) => {
    const result: Record<string, EdmValue> = { ...row };
    let characters = before(row);
    for (const [name, evaluate] of compiled) {
      const value = evaluate(result);
      if (typeof value === 'string') characters += value.length;
      else if (Array.isArray(value)) characters += valueUnits(value);
      checkComputedTexts(characters);
      result[name] = value;
    }
    return result;
  };
}
