import type { EdmPrimitive, EdmValue, ValueTypeName } from '../edm/edmValue.ts';
import { isCollection } from './functions/signature.ts';
import { valueType } from './values/valueType.ts';

/** The order of two values: negative, zero or positive. */
export type Comparator = (left: EdmValue, right: EdmValue) => number;

function isNaNValue(value: EdmValue): boolean {
  return typeof value === 'number'
    ? Number.isNaN(value)
    : typeof value === 'object' &&
        value !== null &&
        'scale' in value &&
        value.scale === -Infinity &&
        value.unscaled === 0n;
}

/**
 * The ascending order of values of a type for `$orderby`, `min` and `max`: null before everything (URL Conventions 4.01,
 * 5.1.6), NaN behind it. A total order.
 */
export function compareValues(type: ValueTypeName): Comparator {
  if (type === 'null' || isCollection(type)) return () => 0;
  const { compare } = valueType(type);
  return (left, right) => {
    if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
    const order = compare(left as EdmPrimitive, right as EdmPrimitive);
    return Number.isNaN(order) ? Number(isNaNValue(left)) - Number(isNaNValue(right)) : order;
  };
}
