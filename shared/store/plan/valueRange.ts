import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';

/** A place between values: before one or behind it. Null stands before all others. */
export interface Cut {
  readonly value: PrimitiveValue | null;
  readonly isBehind: boolean;
}

/** The values from one place to another, or to the end. */
export interface ValueRange {
  readonly from: Cut;
  readonly to?: Cut | undefined;
}

const behindNull: Cut = { value: null, isBehind: true };

/** One value. */
export function rangeOf(value: PrimitiveValue | null): ValueRange {
  return { from: { value, isBehind: false }, to: { value, isBehind: true } };
}

/** The values that are not null up to a place. */
export function below(to: Cut | undefined): ValueRange {
  return { from: behindNull, to };
}

/** The one value of a range, null perhaps; undefined when there may be more. */
export function valueIn({ from, to }: ValueRange): PrimitiveValue | null | undefined {
  return !from.isBehind && to?.isBehind === true && to.value === from.value ? from.value : undefined;
}
