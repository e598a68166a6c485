import type { EntityType } from '../edm/entityType.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';

const documents = new WeakMap<readonly EntityType[], Map<string, Promise<Buffer>>>();

/**
 * `$metadata` as CSDL XML or JSON; each is written once per process, of requests that come at once by the first. CSDL JSON exists
 * in 4.01 only (CSDL JSON 4.01, 1).
 */
export async function metadataResponse(
  _result: unknown,
  { model, format, json, isHead }: RepresentContext,
): Promise<ServiceResponse> {
  const version = format.name === 'json' ? '4.01' : json.version;
  const headers = { 'Content-Type': format.contentType, 'OData-Version': version };
  if (isHead) return { status: 200, headers, body: '' };
  const known = documents.get(model) ?? new Map<string, Promise<Buffer>>();
  documents.set(model, known);
  const write = async (): Promise<Buffer> => {
    // A file of its own in the package, which no other request reads.
    const { writeMetadata } = await import('./metadata/writeMetadata.ts');
    return Buffer.from(writeMetadata(model, format.name, version));
  };
  const key = `${format.name} ${version}`;
  const made = async (): Promise<Buffer> =>
    await write().catch((error: unknown) => {
      // The next request tries again.
      known.delete(key);
      throw error;
    });
  const body = known.get(key) ?? made();
  known.set(key, body);
  return { status: 200, headers, body: await body };
}
