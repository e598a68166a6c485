import type { Rejected } from './rejectionTable.ts';

/** Longest token that is looked at, in characters; Entra's are 1 to 4 kB. */
const maxTokenLength = 8192;
/** RFC 7515, section 7.1: three base64url parts without padding. */
const compactToken = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * The token in an `Authorization` header (RFC 6750, section 2.1), in the shape of a compact JWS. No header, another scheme
 * and an empty bearer all mean that no token came.
 */
export function bearerToken(authorization: string | null): { readonly token: string } | Rejected {
  const [, credentials] = /^[ \t]*Bearer(?: +(.*))?$/is.exec(authorization ?? '') ?? [];
  const token = credentials?.replace(/[ \t]+$/, '') ?? '';
  if (token === '') return { rejected: 'tokenMissing' };
  if (token.length > maxTokenLength || !compactToken.test(token)) return { rejected: 'tokenMalformed' };
  return { token };
}
