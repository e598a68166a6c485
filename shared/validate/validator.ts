import type { ErrorObject } from 'ajv';

/** A compiled validator; what it found is on `errors` after it returned false. */
export interface Validator {
  (body: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}
