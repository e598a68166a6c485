import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { lockFile } from '../process/lockFile.ts';

/** The issuer's key pair. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** Public half as an entry of a JWKS, without `issuer`. */
  readonly publicJwk: JWK;
}

async function generate(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return await exportJWK(privateKey);
}

/** The text of the key file; made if absent. Of several processes that make one at once, the first wins. */
async function readOrMake(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  return await lockFile(`${file}.lock`, undefined, async () => {
    const made = await readFile(file, 'utf8').catch(() => undefined);
    if (made !== undefined) return made;
    const text = JSON.stringify(await generate());
    // It appears whole: others read it without a lock.
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return text;
  });
}

/**
 * The key that development tokens are signed with (RS256, 2048 bits). It lives in the data folder, so that tokens stay
 * valid over restarts, and belongs to this checkout alone.
 */
export async function loadSigningKey(dataDir: string): Promise<SigningKey> {
  const file = path.join(dataDir, 'issuer-key.json');
  const text = await readFile(file, 'utf8').catch(() => readOrMake(file));
  const jwk = JSON.parse(text) as JWK;
  const { kty, n, e } = jwk;
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new Error(`${file} holds no RSA key; delete it.`);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    privateKey: (await importJWK(jwk, 'RS256')) as CryptoKey,
    publicJwk: { kty, use: 'sig', kid, x5t: kid, n, e },
  };
}
