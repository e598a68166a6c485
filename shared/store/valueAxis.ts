import type { PropertyTypeName } from '../edm/edmValue.ts';

/** Values of a type as numbers, so that windows of values can be walked. */
export interface ValueAxis {
  /** Number of the lowest value. */
  readonly lowest: number;
  /** Number of the highest value. */
  readonly highest: number;
  /** The number of a value in its sortable text; undefined when it is none. */
  toNumber(text: string): number | undefined;
  /** The sortable text of a number between lowest and highest. */
  toText(number: number): string;
  /** Where the newest values are expected at a time in milliseconds since the epoch. */
  newest(now: number): number;
}

const day = 86_400_000;

const dates: ValueAxis = {
  lowest: Date.parse('0001-01-01') / day,
  highest: Date.parse('9999-12-31') / day,
  toNumber: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? Math.floor(Date.parse(text) / day) : undefined),
  toText: (number) => new Date(number * day).toISOString().slice(0, 10),
  newest: (now) => Math.floor(now / day),
};

/** The types whose indexes can be walked downwards. */
export const valueAxes: Readonly<Partial<Record<PropertyTypeName, ValueAxis>>> = { 'Edm.Date': dates };
