import type { JsonObject } from '../json/jsonValue.ts';
import { isJsonObject } from '../json/jsonValue.ts';
import { readJsonBytes } from '../json/readJson.ts';

/** Largest answer that is read, in bytes after inflation; Entra's key sets are about 20 kB. */
const maxAnswerSize = 262_144;

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The declaration of fetch leaves the type of the chunks open; they are bytes.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
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
export async function fetchJson(url: string, signal: AbortSignal, fetch: typeof globalThis.fetch): Promise<JsonObject> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { Accept: 'application/json' } });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answered with status ${response.status}`);
  }
  const value = readJsonBytes(await readBody(response));
  if (!isJsonObject(value)) throw new Error(`${url} answered something other than a JSON object`);
  return value;
}
