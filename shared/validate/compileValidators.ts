import { Ajv, type ValidateFunction } from 'ajv';
import { keywords } from './keywords.ts';

/** A compiled validator; its findings are on `errors` after a call that returned false. */
export type Validator = ValidateFunction;

/**
 * Compiles schemas with ajv, the validators in the order of the schemas. The build replaces this module by the
 * generated validators themselves, so that the deployed package neither holds ajv's compiler nor runs it.
 */
export function compileValidators(schemas: readonly Readonly<Record<string, unknown>>[]): readonly Validator[] {
  const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: false, messages: false, validateSchema: false });
  for (const keyword of keywords) ajv.addKeyword(keyword);
  return schemas.map((schema) => ajv.compile(schema));
}
