import type { EntityType } from '../edm/entityType.ts';
import type { FormatName } from '../headers/negotiateFormat.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { writeCsdlJson } from './writeCsdlJson.ts';
import { writeCsdlXml } from './writeCsdlXml.ts';

const documents = new WeakMap<readonly EntityType[], Map<FormatName, string>>();

/** `$metadata` as CSDL XML or JSON; each is written once per process. CSDL JSON exists in 4.01 only (CSDL JSON 4.01, 1). */
export function metadataResponse(_result: unknown, { model, format }: RepresentContext): ServiceResponse {
  const known = documents.get(model) ?? new Map<FormatName, string>();
  documents.set(model, known);
  const body = known.get(format.name) ?? (format.name === 'json' ? writeCsdlJson(model) : writeCsdlXml(model));
  known.set(format.name, body);
  const version = format.name === 'json' ? { 'OData-Version': '4.01' } : {};
  return { status: 200, headers: { 'Content-Type': format.contentType, ...version }, body };
}
