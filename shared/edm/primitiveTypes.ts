import type { PropertyTypeName } from './edmValue.ts';
import { booleanType } from './booleanType.ts';
import { dateType } from './dateType.ts';
import { int64Type } from './int64Type.ts';
import type { PrimitiveType } from './primitiveType.ts';
import { stringType } from './stringType.ts';

/** The value types of the rows, joined, so that a row can be used without knowing which one it is. */
export type PrimitiveValue = string | bigint | boolean;

/**
 * The primitive types a property may have, one row each. A row takes the values of its own type; the table is typed
 * for any of them, because a value is always paired with the type of its own declaration.
 */
export const primitiveTypes: Readonly<Record<PropertyTypeName, PrimitiveType<PrimitiveValue>>> = {
  'Edm.String': stringType,
  'Edm.Int64': int64Type,
  'Edm.Date': dateType,
  'Edm.Boolean': booleanType,
};
