import type { EntityType } from '../edm/entityType.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { writeCsdlJson } from './metadata/writeCsdlJson.ts';
import { writeCsdlXml } from './metadata/writeCsdlXml.ts';

const documents = new WeakMap<readonly EntityType[], Map<string, Buffer>>();

/** `$metadata` as CSDL XML or JSON; each is written once per process. CSDL JSON exists in 4.01 only (CSDL JSON 4.01, 1). */
export function metadataResponse(_result: unknown, { model, format, json, isHead }: RepresentContext): ServiceResponse {
  const version = format.name === 'json' ? '4.01' : json.version;
  const headers = { 'Content-Type': format.contentType, 'OData-Version': version };
  if (isHead) return { status: 200, headers, body: '' };
  const known = documents.get(model) ?? new Map<string, Buffer>();
  documents.set(model, known);
  const key = `${format.name} ${version}`;
  const body =
    known.get(key) ?? Buffer.from(format.name === 'json' ? writeCsdlJson(model) : writeCsdlXml(model, version));
  known.set(key, body);
  return { status: 200, headers, body };
}
