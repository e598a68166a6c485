import type { EntityType } from '../edm/entityType.ts';
import type { NumberFormat } from '../edm/primitiveType.ts';
import { bodySchema } from './bodySchema.ts';
import { compileValidators, type Validator } from './compileValidators.ts';

const compiled = new WeakMap<EntityType, Map<boolean, Validator>>();

/** The validator of a type for one of the two ways to write Int64; compiled when it is first needed. */
export function validatorOf(type: EntityType, format: NumberFormat): Validator {
  const ofType = compiled.get(type) ?? new Map<boolean, Validator>();
  compiled.set(type, ofType);
  const known = ofType.get(format.ieee754Compatible);
  if (known !== undefined) return known;
  const [validator] = compileValidators([bodySchema(type, format)]);
  if (validator === undefined) throw new Error('no validator was compiled');
  ofType.set(format.ieee754Compatible, validator);
  return validator;
}
