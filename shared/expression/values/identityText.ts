import type { DateTimeOffset, EdmPrimitive, EdmTypeName } from '../../edm/edmValue.ts';
import { valueType } from './valueType.ts';

/** A text that two values of a type share when they are equal, and only then: for grouping and counting. */
export function identityText(type: EdmTypeName): (value: EdmPrimitive) => string {
  // Equal points in time may be written in different offsets.
  if (type === 'Edm.DateTimeOffset') return (value) => (value as DateTimeOffset).instant.toString();
  return valueType(type).toText;
}
