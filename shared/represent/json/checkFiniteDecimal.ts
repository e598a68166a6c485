import type { Decimal } from '../../edm/edmValue.ts';
import { decimalText, isSpecialDecimal } from '../../expression/values/decimal.ts';
import { evaluationError } from '../../expression/functions/evaluationError.ts';

/**
 * Throws a 400 for a decimal that is INF, -INF or NaN, which began with 4.01: before it only floating-point numbers can be
 * (JSON Format 4.01, 7.1 and 24). `name` is that of the column.
 */
export function checkFiniteDecimal(name: string, value: Decimal): void {
  if (!isSpecialDecimal(value)) return;
  throw evaluationError(
    `'${name}' is ${decimalText(value)}, and decimals of OData 4.0 are finite; send OData-MaxVersion: 4.01, or ` +
      'calculate with doubles, as in cast(x,Edm.Double).',
  );
}
