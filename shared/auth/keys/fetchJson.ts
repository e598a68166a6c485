import type { JsonObject } from '../../json/jsonValue.ts';
import { isJsonObject } from '../../json/jsonValue.ts';
import { readJsonBytes } from '../../json/readJson.ts';
import type { HttpGet } from './httpGet.ts';

/** Largest answer that is read, in bytes; Entra's key sets are about 20 kB. */
const maxAnswerSize = 262_144;

async function readBody(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxAnswerSize) throw new Error(`the answer is larger than ${maxAnswerSize} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads a JSON object from the authority. Rejects with what was wrong unless it is answered directly (redirects are
 * refused), with status 200, in bounded size, and before the signal aborts.
 */
export async function fetchJson(url: string, signal: AbortSignal, get: HttpGet): Promise<JsonObject> {
  const { status, body } = await get(url, { signal, headers: { Accept: 'application/json' } });
  const bytes = await readBody(body);
  if (status !== 200) throw new Error(`${url} answered with status ${status}`);
  const value = readJsonBytes(bytes);
  if (!isJsonObject(value)) throw new Error(`${url} answered something other than a JSON object`);
  return value;
}
