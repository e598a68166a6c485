/**
 * An exact decimal number, `unscaled * 10 ** -scale`, scale >= 0. A scale of -Infinity marks the special values of
 * Edm.Decimal with floating scale: INF (unscaled 1), -INF (-1) and NaN (0).
 */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/**
 * A value of a property: what entities hold. Edm.Date is its text `YYYY-MM-DD`, whose order is date order; the other
 * types are as in expressions.
 */
export type PropertyValue = null | string | bigint | boolean | number | DateTimeOffset | readonly string[];

/** Name of a primitive type a property may have. */
export type PropertyTypeName =
  'Edm.String' | 'Edm.Int64' | 'Edm.Double' | 'Edm.Date' | 'Edm.DateTimeOffset' | 'Edm.Duration' | 'Edm.Boolean';

/** A point in time: picoseconds since 1970-01-01T00:00:00Z, and the offset it is written in, in minutes. */
export interface DateTimeOffset {
  readonly instant: bigint;
  readonly offset: number;
}

/** Name of a primitive type an expression may have (CSDL 4.01, 3.3); streams, geo types and enumerations excepted. */
export type EdmTypeName =
  | PropertyTypeName
  | 'Edm.SByte'
  | 'Edm.Byte'
  | 'Edm.Int16'
  | 'Edm.Int32'
  | 'Edm.Single'
  | 'Edm.Decimal'
  | 'Edm.TimeOfDay'
  | 'Edm.Guid'
  | 'Edm.Binary';

/** Type of an expression; `null` is the type of the literal null alone. */
export type ValueTypeName = EdmTypeName | 'null' | `Collection(${EdmTypeName})`;

/**
 * A single value that is not null. Every integer type is a bigint; Edm.Double and Edm.Single are numbers; Edm.Decimal is
 * a Decimal; Edm.Duration and Edm.TimeOfDay are bigints of picoseconds; Edm.Guid is its text in lower case; Edm.Binary
 * is its base64url text without padding.
 */
export type EdmPrimitive = boolean | string | bigint | number | Decimal | DateTimeOffset;

/** What an expression evaluates to. */
export type EdmValue = null | EdmPrimitive | readonly (EdmPrimitive | null)[];
