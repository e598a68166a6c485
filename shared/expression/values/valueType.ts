import { booleanType } from '../../edm/booleanType.ts';
import { dateType } from '../../edm/dateType.ts';
import type { DateTimeOffset, Decimal, EdmPrimitive, EdmTypeName } from '../../edm/edmValue.ts';
import type { NumberFormat } from '../../edm/primitiveType.ts';
import { int64Type } from '../../edm/int64Type.ts';
import { quote } from '../../json/quote.ts';
import { compareDecimals, decimalText, parseDecimal } from './decimal.ts';
import { dateTimeOffsetToText, parseDateTimeOffset } from '../../edm/dateTimeOffset.ts';
import { durationToText, parseDuration } from '../../edm/duration.ts';
import { parseTimeOfDay, timeOfDayToText } from '../../edm/timeOfDay.ts';

/** The TypeScript type of a value that is not null, by its EDM type. */
export interface ValueOf {
  'Edm.String': string;
  'Edm.Int64': bigint;
  'Edm.Date': string;
  'Edm.Boolean': boolean;
  'Edm.SByte': bigint;
  'Edm.Byte': bigint;
  'Edm.Int16': bigint;
  'Edm.Int32': bigint;
  'Edm.Single': number;
  'Edm.Double': number;
  'Edm.Decimal': Decimal;
  'Edm.Duration': bigint;
  'Edm.TimeOfDay': bigint;
  'Edm.DateTimeOffset': DateTimeOffset;
  'Edm.Guid': string;
  'Edm.Binary': string;
}

/** What evaluation needs to know about one primitive type, in one row. */
export interface ValueType<V> {
  /** What a value looks like, for messages. */
  readonly example: string;
  /** Position in numeric promotion (URL Conventions 4.01, 5.1.1.18); absent for types that are no numbers. */
  readonly rank?: number;
  /** Smallest and largest value of an integer type. */
  readonly range?: readonly [bigint, bigint];
  /** Reads the text of a value; undefined when it is none of this type. */
  readonly fromText: (text: string) => V | undefined;
  /** The text of a value, as in `$value` and casts to Edm.String. */
  readonly toText: (value: V) => string;
  /** The JSON text of a value (JSON Format 4.01, 7.1). */
  readonly toJson: (value: V, format: NumberFormat) => string;
  /** Order: negative, zero or positive; NaN when the values have none. */
  readonly compare: (left: V, right: V) => number;
}

function natural<V extends string | bigint | number | boolean>(left: V, right: V): number {
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : NaN;
}

/** A row whose JSON form is its text in quotes; the text holds nothing that JSON escapes. */
function quoted<V>(row: Omit<ValueType<V>, 'toJson'>): ValueType<V> {
  return { ...row, toJson: (value) => `"${row.toText(value)}"` };
}

function integer(bits: number, rank: number, signed = true): ValueType<bigint> {
  const [least, greatest] = signed
    ? [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]
    : [0n, 2n ** BigInt(bits) - 1n];
  return {
    example: `an integer from ${least.toString()} to ${greatest.toString()}`,
    rank,
    range: [least, greatest],
    fromText: (text) => {
      if (!/^[+-]?\d{1,40}$/.test(text)) return undefined;
      const value = BigInt(text.replace('+', ''));
      return value >= least && value <= greatest ? value : undefined;
    },
    toText: (value) => int64Type.toText(value),
    toJson: (value, format) => (bits === 64 ? int64Type.toJson(value, format) : int64Type.toText(value)),
    compare: natural,
  };
}

const floatTexts: Readonly<Record<string, number>> = { INF: Infinity, '-INF': -Infinity, NaN };

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'INF' : '-INF';
}

function float(rank: number, round: (value: number) => number): ValueType<number> {
  return {
    example: 'a number such as 1.5 or 1e3, INF, -INF or NaN',
    rank,
    fromText: (text) => {
      if (Object.hasOwn(floatTexts, text)) return floatTexts[text];
      if (!/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return undefined;
      const value = round(Number(text));
      return Number.isFinite(value) ? value : undefined;
    },
    toText: floatText,
    toJson: (value) => (Number.isFinite(value) ? String(value) : `"${floatText(value)}"`),
    compare: natural,
  };
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Every primitive type an expression can have. */
export const valueTypes: { readonly [N in EdmTypeName]: ValueType<ValueOf[N]> } = {
  'Edm.String': {
    example: "a string such as 'text'",
    fromText: (text) => text,
    toText: (value) => value,
    toJson: quote,
    compare: natural,
  },
  'Edm.Boolean': { example: 'true or false', ...booleanType },
  'Edm.SByte': integer(8, 1),
  'Edm.Byte': integer(8, 1, false),
  'Edm.Int16': integer(16, 2),
  'Edm.Int32': integer(32, 3),
  'Edm.Int64': integer(64, 4),
  'Edm.Decimal': {
    example: 'a decimal number such as 1.5',
    rank: 5,
    fromText: parseDecimal,
    toText: decimalText,
    toJson: (value, { ieee754Compatible }) =>
      ieee754Compatible || value.scale === -Infinity ? `"${decimalText(value)}"` : decimalText(value),
    compare: compareDecimals,
  },
  'Edm.Single': float(6, Math.fround),
  'Edm.Double': float(7, (value) => value),
  'Edm.Date': { example: 'a date such as 2024-01-31', ...dateType },
  'Edm.TimeOfDay': quoted({
    example: 'a time such as 12:30:00',
    fromText: parseTimeOfDay,
    toText: timeOfDayToText,
    compare: natural,
  }),
  'Edm.DateTimeOffset': quoted({
    example: 'a point in time such as 2024-01-31T12:30:00Z',
    fromText: parseDateTimeOffset,
    toText: dateTimeOffsetToText,
    compare: (left, right) => natural(left.instant, right.instant),
  }),
  'Edm.Duration': quoted({
    example: "a duration such as duration'P1DT2H'",
    fromText: parseDuration,
    toText: durationToText,
    compare: natural,
  }),
  'Edm.Guid': quoted({
    example: 'a GUID such as 01234567-89ab-cdef-0123-456789abcdef',
    fromText: (text) => {
      const lowerCase = text.toLowerCase();
      return guid.test(lowerCase) ? lowerCase : undefined;
    },
    toText: (value) => value,
    compare: natural,
  }),
  'Edm.Binary': quoted({
    example: "a binary value such as binary'T0RhdGE'",
    fromText: (text) => (/^[\w-]*={0,2}$/.test(text) ? text.replaceAll('=', '') : undefined),
    toText: (value) => value,
    compare: natural,
  }),
};

/** The row of a type that is known by name only; its values are always paired with it by the binder. */
export function valueType(name: EdmTypeName): ValueType<EdmPrimitive> {
  return valueTypes[name] as ValueType<EdmPrimitive>;
}

/** True for the names in the table above. */
export function isEdmTypeName(name: string): name is EdmTypeName {
  return Object.hasOwn(valueTypes, name);
}
