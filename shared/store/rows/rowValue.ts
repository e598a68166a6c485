/** A value as a row holds it: Edm.String, Edm.Int64 or Edm.Boolean. A property without a value is absent. */
export type RowValue = string | bigint | boolean;
