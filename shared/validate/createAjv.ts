import { Ajv, type CodeOptions } from 'ajv';
import { keywords } from './keywords.ts';

/** The one configuration of ajv, for validators compiled at run time and at build time. */
export function createAjv(code: CodeOptions = {}): Ajv {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    allErrors: false,
    messages: false,
    validateSchema: false,
    // Properties of one kind share one validator instead of a copy each.
    inlineRefs: false,
    code,
  });
  for (const keyword of keywords) ajv.addKeyword(keyword);
  return ajv;
}
