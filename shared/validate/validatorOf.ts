import type { EntityType } from '../edm/entityType.ts';
import { compileValidator } from './compileValidator.ts';
import type { Validator } from './validator.ts';

const compiled = new WeakMap<EntityType, Validator>();

/** The validator of a type, compiled when it is first needed. */
export function validatorOf(type: EntityType): Validator {
  const known = compiled.get(type) ?? compileValidator(type);
  compiled.set(type, known);
  return known;
}
