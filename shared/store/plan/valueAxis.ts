import type { PropertyTypeName } from '../../edm/edmValue.ts';
import type { PrimitiveValue } from '../../edm/primitiveTypes.ts';

/** Values of a type as numbers, so that windows of values can be walked. */
export interface ValueAxis {
  /** Number of the lowest value. */
  readonly lowest: number;
  /** Number of the highest value. */
  readonly highest: number;
  /** The number of a value; undefined when it is none of the type. */
  toNumber(value: PrimitiveValue): number | undefined;
  /** The value of a number between lowest and highest. */
  toValue(number: number): PrimitiveValue;
  /** Where the newest values are expected at a time in milliseconds since the epoch. */
  newest(now: number): number;
}

const day = 86_400_000;

/** Dates as days since 1970-01-01. */
const dates: ValueAxis = {
  lowest: Date.parse('0001-01-01') / day,
  highest: Date.parse('9999-12-31') / day,
  toNumber: (value) => {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
    const number = Date.parse(value) / day;
    return Number.isInteger(number) && dates.toValue(number) === value ? number : undefined;
  },
  toValue: (number) => new Date(number * day).toISOString().slice(0, 10),
  newest: (now) => Math.floor(now / day),
};

/** The types whose indexes can be walked downwards. */
export const valueAxes: Readonly<Partial<Record<PropertyTypeName, ValueAxis>>> = { 'Edm.Date': dates };
