import type { EdmValue } from '../../edm/edmValue.ts';
import { compileExpression } from '../../expression/compileExpression.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';
import type { ComputedColumn } from '../bound/boundQuery.ts';

/** Most characters of the computed texts of one row. */
const mostCharacters = 1024 * 1024;

function tooLong(): ODataError {
  return new ODataError(
    'invalidQueryOption',
    `The computed texts of a row are longer than ${mostCharacters} characters together. Compute fewer or shorter ones.`,
    { target: '$compute' },
  );
}

/** Adds the columns of `$compute` to a row; the row itself when there are none. Compile once, use for every row. */
export function computeColumns(columns: readonly ComputedColumn[], meter: Meter): (row: Row) => Row {
  if (columns.length === 0) return (row) => row;
  const compiled = columns.map(({ name, expression }) => [name, compileExpression(expression, meter)] as const);
  return (row) => {
    const result: Record<string, EdmValue> = { ...row };
    let characters = 0;
    for (const [name, evaluate] of compiled) {
      const value = evaluate(result);
      if (typeof value === 'string') characters += value.length;
      else if (Array.isArray(value)) characters += valueUnits(value);
      if (characters > mostCharacters) throw tooLong();
      result[name] = value;
    }
    return result;
  };
}
