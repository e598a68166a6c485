import { issuerOf } from './issuerOf.ts';
import type { SigningKey } from './signingKey.ts';

/** JWK Set (RFC 7517 section 5) whose entries say, as Entra's do, whose tokens they sign. */
export function keySet(
  origin: string,
  segment: string,
  version: 1 | 2,
  key: SigningKey,
): Readonly<Record<string, unknown>> {
  return { keys: [{ ...key.publicJwk, issuer: issuerOf(origin, segment, version) }] };
}
