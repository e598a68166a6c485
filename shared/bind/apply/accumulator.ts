import type { Decimal, EdmPrimitive, EdmTypeName, EdmValue } from '../../edm/edmValue.ts';
import { compareValues } from '../../expression/compareValues.ts';
import { decimalFromInteger, decimalToNumber } from '../../expression/values/decimal.ts';
import { addDecimals, divideDecimals } from '../../expression/values/decimalArithmetic.ts';
import { evaluationError } from '../../expression/functions/evaluationError.ts';
import { identityText } from '../../expression/values/identityText.ts';
import type { KeptRows } from '../../expression/cost/keptRows.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { Aggregate, AggregationMethod } from '../bound/boundQuery.ts';

/** What is kept of one aggregate of one group. */
export interface Accumulator {
  add(value: EdmValue): void;
  result(): EdmValue;
}

/** Makes an accumulator for inputs of a type; what it keeps besides numbers is counted in `kept`. */
type Create = (type: EdmTypeName, kept: KeptRows) => Accumulator;

/** An accumulator that never sees null (Data Aggregation 4.0, 3.2.1.1: null values are removed first). */
function overValues(add: (value: EdmPrimitive) => void, result: () => EdmValue): Accumulator {
  return {
    add: (value) => {
      if (value !== null) add(value as EdmPrimitive);
    },
    result,
  };
}

function addExactly(left: Decimal, right: Decimal): Decimal {
  const sum = addDecimals(left, right);
  if (sum === undefined) throw evaluationError("the result of 'sum' has more than 100 digits.");
  return sum;
}

/** Sum and number of the values: integers as bigint, so that the usual case stays fast; doubles as they are. */
function sumOf(type: EdmTypeName): {
  add(value: EdmPrimitive): void;
  sum(): Decimal | number;
  readonly count: () => number;
} {
  let count = 0;
  let integers = 0n;
  let numbers = 0;
  let decimals = decimalFromInteger(0n);
  const isFloat = type === 'Edm.Double' || type === 'Edm.Single';
  return {
    add: (value) => {
      count += 1;
      if (typeof value === 'bigint') integers += value;
      else if (typeof value === 'number') numbers += value;
      else decimals = addExactly(decimals, value as Decimal);
    },
    sum: () => (isFloat ? numbers : addExactly(decimals, decimalFromInteger(integers))),
    count: () => count,
  };
}

function extreme(sign: 1 | -1): Create {
  return (type, kept) => {
    const compare = compareValues(type);
    let best: EdmValue = null;
    return overValues(
      (value) => {
        if (best !== null && compare(value, best) * sign <= 0) return;
        if (typeof value === 'string') kept.keep(value.length);
        if (typeof best === 'string') kept.drop(best.length);
        best = value;
      },
      () => best,
    );
  };
}

const creators: Readonly<Record<AggregationMethod, Create>> = {
  count: () => {
    let count = 0;
    return { add: () => void (count += 1), result: () => decimalFromInteger(BigInt(count)) };
  },
  sum: (type) => {
    const state = sumOf(type);
    return overValues(
      (value) => state.add(value),
      () => (state.count() === 0 ? null : state.sum()),
    );
  },
  average: (type) => {
    const state = sumOf(type);
    return overValues(
      (value) => state.add(value),
      () => {
        const [sum, count] = [state.sum(), state.count()];
        if (count === 0) return null;
        if (typeof sum === 'number') return sum / count;
        const quotient = divideDecimals(sum, decimalFromInteger(BigInt(count)));
        return quotient === undefined ? null : decimalToNumber(quotient);
      },
    );
  },
  min: extreme(-1),
  max: extreme(1),
  countdistinct: (type, kept) => {
    const toText = identityText(type);
    const seen = new Set<string>();
    return overValues(
      (value) => {
        const text = toText(value);
        if (seen.has(text)) return;
        kept.keep(text.length);
        seen.add(text);
      },
      () => decimalFromInteger(BigInt(seen.size)),
    );
  },
};

/** The accumulator of one aggregate. */
export function createAccumulator({ method, expression }: Aggregate, kept: KeptRows): Accumulator {
  const type = expression?.type ?? 'null';
  return creators[method](type === 'null' || isCollection(type) ? 'Edm.String' : type, kept);
}
