import { importJWK, type CryptoKey } from 'jose';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/jsonValue.ts';

/** Shortest RSA modulus that is trusted, in bits (RFC 7518, section 3.3). */
const minModulusBits = 2048;

/** A key of the authority. */
export interface SigningKey {
  /** Undefined for a key too short to be trusted. */
  readonly publicKey: CryptoKey | undefined;
  /** The issuer Entra writes beside the key: a literal one, or a template with `{tenantid}`. */
  readonly issuer: string | undefined;
}

/** What tokens of one version are verified with: one reading of the OpenID metadata and the key set it points to. */
export interface SigningKeys {
  /** Issuer in the metadata; for `common` and `organizations` a template with `{tenantid}`. */
  readonly issuer: string;
  /** By `kid`. */
  readonly keys: ReadonlyMap<string, SigningKey>;
  /** Equal for two readings that say the same. */
  readonly fingerprint: string;
}

/** The members of an OpenID metadata document that are used (OpenID Connect Discovery 1.0, section 3). */
export interface OpenIdMetadata {
  readonly issuer: string;
  readonly keySetUrl: string;
  /** The cloud; a key that names another one is not used. */
  readonly cloud: JsonValue | undefined;
}

function modulusBits(modulus: string): number {
  const bytes = Buffer.from(modulus, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}

function isForSignatures(key: JsonObject, cloud: JsonValue | undefined): boolean {
  const { kty, use, alg, issuer, cloud_instance_name: keyCloud } = key;
  return (
    kty === 'RSA' &&
    (use === undefined || use === 'sig') &&
    (alg === undefined || alg === 'RS256') &&
    (issuer === undefined || typeof issuer === 'string') &&
    (keyCloud === undefined || cloud === undefined || keyCloud === cloud)
  );
}

async function readKey(key: JsonObject): Promise<SigningKey | undefined> {
  const { n, e } = key;
  if (typeof n !== 'string' || typeof e !== 'string') return undefined;
  const issuer = typeof key['issuer'] === 'string' ? key['issuer'] : undefined;
  if (modulusBits(n) < minModulusBits) return { publicKey: undefined, issuer };
  // A key set may hold an entry nothing can be made of; the others still count.
  const publicKey = await importJWK({ kty: 'RSA', n, e }, 'RS256').catch(() => undefined);
  return publicKey === undefined ? undefined : { publicKey, issuer };
}

/** Reads a JSON Web Key Set (RFC 7517, section 5). Rejects when it holds no RSA key for signatures: such a set is an accident. */
export async function readSigningKeys(metadata: OpenIdMetadata, keySet: JsonObject): Promise<SigningKeys> {
  const entries = keySet['keys'];
  const usable = (Array.isArray(entries) ? (entries as readonly JsonValue[]) : [])
    .filter((entry) => isJsonObject(entry))
    .filter((entry) => isForSignatures(entry, metadata.cloud));
  const keys = new Map<string, SigningKey>();
  const facts: string[] = [metadata.issuer];
  for (const entry of usable) {
    const key = await readKey(entry);
    if (key === undefined || typeof entry['kid'] !== 'string' || keys.has(entry['kid'])) continue;
    keys.set(entry['kid'], key);
    facts.push(JSON.stringify([entry['kid'], entry['n'], entry['e'], key.issuer]));
  }
  if (keys.size === 0) throw new Error('the key set holds no RSA key for signatures');
  return { issuer: metadata.issuer, keys, fingerprint: facts.join('\n') };
}
