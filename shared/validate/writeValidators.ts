import * as standalone from 'ajv/dist/standalone/index.js';
import type { EntityType } from '../edm/entityType.ts';
import { bodySchema } from './bodySchema.ts';
import { createAjv } from './createAjv.ts';

type WriteStandalone = (ajv: ReturnType<typeof createAjv>, names: Readonly<Record<string, string>>) => string;

/** ajv is CommonJS: how deep its default export lies depends on who loads it. */
function writeStandalone(): WriteStandalone {
  let module: unknown = standalone;
  while (typeof module === 'object' && module !== null && 'default' in module) module = module.default;
  return module as WriteStandalone;
}

/**
 * The text of a module that stands in for compileValidator.ts in the deployed package: the validators of every type of
 * the model as ajv generates them.
 */
export function writeValidators(model: readonly EntityType[]): string {
  const ajv = createAjv({ source: true, esm: true });
  const names: Record<string, string> = {};
  for (const { body, parts } of model.map((type) => bodySchema(type))) {
    for (const part of parts) if (ajv.getSchema(part.$id) === undefined) ajv.addSchema(part);
    ajv.addSchema(body);
    names[`validate_${body.$id}`] = body.$id;
  }
  const table = Object.entries(names).map(([name, id]) => `${JSON.stringify(id)}: ${name}`);
  return (
    `${writeStandalone()(ajv, names)}\nconst validators = { ${table.join(', ')} };\n` +
    'export function compileValidator({ name }) { return validators[name]; }\n'
  );
}
