import { compactVerify, type CryptoKey } from 'jose';
import type { Settings } from '../../settings/settings.ts';
import { bearerToken } from './bearerToken.ts';
import type { Caller } from '../permission/caller.ts';
import { checkHeader } from './checkHeader.ts';
import { checkMistakes } from './checkMistakes.ts';
import { checkTimes } from './checkTimes.ts';
import { decodeToken } from './decodeToken.ts';
import type { KeySource } from '../keys/keySource.ts';
import type { Rejected } from './rejectionTable.ts';
import { createTokenMemory, type RememberedToken } from './tokenMemory.ts';
import { isVersionName, type VersionName } from './tokenVersions.ts';
import { verifyClaims } from './verifyClaims.ts';

/** Tokens remembered at once. */
const memoryCapacity = 1000;

/** What tokens are verified against. */
export interface VerifierOptions {
  readonly auth: Settings['auth'];
  readonly sources: Readonly<Record<VersionName, KeySource>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The caller an `Authorization` header stands for, or why it stands for none; rejects with a 503 when keys are missing. */
export type TokenVerifier = (authorization: string | null) => Promise<{ readonly caller: Caller } | Rejected>;

async function isSignedBy(token: string, key: CryptoKey): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: ['RS256'] });
    return true;
  } catch {
    // Whatever jose finds wrong with the token, it is not a valid signature.
    return false;
  }
}

/** Verifies tokens in the order of the Microsoft identity platform: shape, header, key, signature, claims. */
export function createTokenVerifier({ auth, sources, now }: VerifierOptions): TokenVerifier {
  const memory = createTokenMemory(memoryCapacity);

  async function verify(token: string): Promise<RememberedToken | Rejected> {
    const decoded = decodeToken(token);
    if ('rejected' in decoded) return decoded;
    const header = checkHeader(decoded.header);
    if ('rejected' in header) return header;
    const mistake = checkMistakes(decoded.claims);
    if (mistake !== undefined) return { rejected: mistake };
    const version = decoded.claims['ver'];
    if (!isVersionName(version)) return { rejected: 'versionUnknown' };
    const keys = await sources[version].forKeyId(header.keyId);
    const key = keys.keys.get(header.keyId);
    if (key === undefined) return { rejected: 'keyUnknown' };
    if (key.publicKey === undefined) return { rejected: 'keyTooWeak' };
    if (!(await isSignedBy(token, key.publicKey))) return { rejected: 'signatureWrong' };
    const issuers = { metadata: keys.issuer, key: key.issuer };
    const verified = verifyClaims(decoded.claims, { version, issuers, auth, now: now() });
    return 'rejected' in verified ? verified : { ...verified, version, keys };
  }

  return async (authorization) => {
    const bearer = bearerToken(authorization);
    if ('rejected' in bearer) return bearer;
    const remembered = memory.find(bearer.token);
    if (remembered !== undefined) {
      const problem = checkTimes(remembered.times, now());
      if (problem !== undefined) return { rejected: problem };
      if ((await sources[remembered.version].current()) === remembered.keys) return remembered;
    }
    const verified = await verify(bearer.token);
    if (!('rejected' in verified)) memory.remember(bearer.token, verified);
    return verified;
  };
}
