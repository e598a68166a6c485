import type { EdmValue } from '../../edm/edmValue.ts';
import { compareValues } from '../../expression/compareValues.ts';
import { compileExpression } from '../../expression/compileExpression.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { Row } from '../../expression/typedExpression.ts';
import type { SortKey } from '../contract/entityQuery.ts';

/** What an entity is sorted by: the values of the sort keys, then the id. */
export interface SortTuple {
  readonly values: readonly EdmValue[];
  readonly id: string;
}

/** An order of entities, ties by id (Protocol 4.01, 11.2.6.2). */
export interface SortOrder {
  readonly tupleOf: (id: string, row: Row) => SortTuple;
  readonly compare: (left: SortTuple, right: SortTuple) => number;
  /** Characters of the texts that were made for a tuple, in UTF-16 units: those of the row itself do not count. */
  readonly madeCharacters: (tuple: SortTuple) => number;
  /** Characters of all texts that a tuple is compared by, but for the id. */
  readonly textCharacters: (tuple: SortTuple) => number;
  /** The same as `compare` without the id. */
  readonly compareValues: (left: readonly EdmValue[], right: readonly EdmValue[]) => number;
}

function textUnits(value: EdmValue | undefined): number {
  return typeof value === 'string' ? value.length : 0;
}

/** Makes the order of sort keys. */
export function sortOrder(orderby: readonly SortKey[], meter: Meter): SortOrder {
  const keys = orderby.map(({ expression, descending }) => ({
    evaluate: compileExpression(expression, meter),
    compare: compareValues(expression.type),
    sign: descending ? -1 : 1,
    isOfRow: expression.kind === 'property' || expression.kind === 'computed',
  }));
  const compareAll: SortOrder['compareValues'] = (left, right) => {
    for (const [index, { compare, sign }] of keys.entries()) {
      const order = compare(left[index] ?? null, right[index] ?? null);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
  return {
    tupleOf: (id, row) => ({ id, values: keys.map(({ evaluate }) => evaluate(row)) }),
    madeCharacters: ({ values }) =>
      keys.reduce((sum, { isOfRow }, at) => sum + (isOfRow ? 0 : textUnits(values[at])), 0),
    textCharacters: ({ values }) => values.reduce<number>((sum, value) => sum + textUnits(value), 0),
    compareValues: compareAll,
    compare: (left, right) =>
      compareAll(left.values, right.values) || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0),
  };
}
