/** An exact decimal number, `unscaled * 10 ** -scale`, scale >= 0. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** A value of a property: what entities hold. Edm.Date is its text `YYYY-MM-DD`, whose order is date order. */
export type PropertyValue = null | string | bigint | boolean | readonly string[];

/** Name of a primitive type a property may have. */
export type PropertyTypeName = 'Edm.String' | 'Edm.Int64' | 'Edm.Date' | 'Edm.Boolean';
