import type { DateTimeOffset, PropertyTypeName } from './edmValue.ts';
import { booleanType } from './booleanType.ts';
import { dateTimeOffsetType } from './dateTimeOffsetType.ts';
import { dateType } from './dateType.ts';
import { doubleType } from './doubleType.ts';
import { durationType } from './durationType.ts';
import { int64Type } from './int64Type.ts';
import type { PrimitiveType } from './primitiveType.ts';
import { stringType } from './stringType.ts';

/** The value types of the rows, joined, so that a row can be used without knowing which one it is. */
export type PrimitiveValue = string | bigint | boolean | number | DateTimeOffset;

/**
 * The primitive types a property may have, one row each. A row takes the values of its own type; the table is typed
 * for any of them, because a value is always paired with the type of its own declaration.
 */
export const primitiveTypes: Readonly<Record<PropertyTypeName, PrimitiveType<PrimitiveValue>>> = {
  'Edm.String': stringType,
  'Edm.Int64': int64Type,
  'Edm.Double': doubleType,
  'Edm.Date': dateType,
  'Edm.DateTimeOffset': dateTimeOffsetType,
  'Edm.Duration': durationType,
  'Edm.Boolean': booleanType,
};
