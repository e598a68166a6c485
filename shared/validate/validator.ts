import type { ErrorObject } from 'ajv';
import type { NumberFormat } from '../edm/primitiveType.ts';

/** A compiled validator, called with the number format as `this`; what it found is on `errors` after it returned false. */
export interface Validator {
  (this: NumberFormat, body: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}
