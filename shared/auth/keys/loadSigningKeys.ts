import type { JsonObject } from '../../json/jsonValue.ts';
import { isLoopbackHost } from '../../settings/isLoopbackHost.ts';
import { fetchJson } from './fetchJson.ts';
import type { HttpGet } from './httpGet.ts';
import { readSigningKeys, type OpenIdMetadata, type SigningKeys } from './readSigningKeys.ts';

function isPlainLoopback(url: URL): boolean {
  return url.protocol === 'http:' && isLoopbackHost(url.hostname);
}

/** Checks the OpenID metadata read from a URL: keys come by https, or, for an authority on this machine, from this machine. */
function readMetadata(document: JsonObject, metadataUrl: string): OpenIdMetadata {
  const { issuer, jwks_uri: keySetUrl, cloud_instance_name: cloud } = document;
  if (typeof issuer !== 'string' || typeof keySetUrl !== 'string' || !URL.canParse(keySetUrl)) {
    throw new Error('the OpenID metadata names no issuer or no jwks_uri');
  }
  const url = new URL(keySetUrl);
  const isSafe = url.protocol === 'https:' || (isPlainLoopback(new URL(metadataUrl)) && isPlainLoopback(url));
  if (!isSafe) throw new Error('the jwks_uri in the OpenID metadata is not an https URL');
  return { issuer, keySetUrl, cloud };
}

/** Reads the OpenID metadata and the key set it names, both before the signal aborts. Rejects with what was wrong. */
export async function loadSigningKeys(metadataUrl: string, signal: AbortSignal, get: HttpGet): Promise<SigningKeys> {
  const metadata = readMetadata(await fetchJson(metadataUrl, signal, get), metadataUrl);
  return await readSigningKeys(metadata, await fetchJson(metadata.keySetUrl, signal, get));
}
