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

/** The text of an ES module that exports `validate`, the validator of a type as ajv generates it. */
export function writeValidator(type: EntityType): string {
  const ajv = createAjv({ source: true, esm: true });
  const { body, parts } = bodySchema(type);
  ajv.addSchema([...parts, body]);
  return writeStandalone()(ajv, { validate: body.$id });
}
