import type { EntityType } from '../edm/entityType.ts';
import { bodySchema } from './bodySchema.ts';
import { createAjv } from './createAjv.ts';
import type { Validator } from './validator.ts';

/**
 * Compiles the validator of a type with ajv. The build replaces this module by one that reads what
 * `writeValidator` makes of the type, so that the deployed package neither holds ajv's compiler nor runs it.
 */
export function compileValidator(type: EntityType): Validator {
  const ajv = createAjv();
  const { body, parts } = bodySchema(type);
  ajv.addSchema([...parts]);
  return ajv.compile(body) as Validator;
}
