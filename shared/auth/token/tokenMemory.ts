import { hash } from 'node:crypto';
import type { SigningKeys } from '../keys/readSigningKeys.ts';
import type { VersionName } from './tokenVersions.ts';
import type { VerifiedClaims } from './verifyClaims.ts';

/** What is known about a token that was verified in full. */
export interface RememberedToken extends VerifiedClaims {
  readonly version: VersionName;
  /** The keys it was verified with: with others it has to be verified again. */
  readonly keys: SigningKeys;
}

/** Tokens that verified, by the SHA-256 of their whole text, so that no other text can take their place. */
export interface TokenMemory {
  find(token: string): RememberedToken | undefined;
  remember(token: string, verified: RememberedToken): void;
}

/** A memory of at most `capacity` tokens that gives up the one that was used least recently. */
export function createTokenMemory(capacity: number): TokenMemory {
  // A Map keeps the order of insertion: the first entry is the one to give up.
  const entries = new Map<string, RememberedToken>();
  const digest = (token: string): string => hash('sha256', token, 'base64');
  const store = (key: string, verified: RememberedToken): void => {
    entries.delete(key);
    entries.set(key, verified);
    const [oldest] = entries.keys();
    if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
  };
  return {
    find(token) {
      const key = digest(token);
      const found = entries.get(key);
      if (found !== undefined) store(key, found);
      return found;
    },
    remember: (token, verified) => store(digest(token), verified),
  };
}
