import type { JsonObject } from '../../json/jsonValue.ts';
import type { Rejected } from './rejectionTable.ts';

const allowedMembers: ReadonlySet<string> = new Set(['typ', 'alg', 'kid', 'x5t']);
const keyIdShape = /^[\x21-\x7e]{1,256}$/;

/**
 * Checks the header of a token before anything is looked up by it. Entra writes exactly these four members, so that every
 * way to bring a key, an extension or another algorithm along is closed (RFC 8725, sections 3.1 and 3.10).
 */
export function checkHeader(header: JsonObject): { readonly keyId: string } | Rejected {
  // Graph hashes the nonce before it signs: no one else can verify such a token.
  if ('nonce' in header) return { rejected: 'microsoftGraphToken' };
  if (!Object.keys(header).every((name) => allowedMembers.has(name))) return { rejected: 'headerMemberNotAllowed' };
  if (header['alg'] !== 'RS256') return { rejected: 'algorithmNotAllowed' };
  const { typ, x5t, kid } = header;
  if (typ !== 'JWT' || (x5t !== undefined && typeof x5t !== 'string')) return { rejected: 'typeNotAllowed' };
  return typeof kid === 'string' && keyIdShape.test(kid) ? { keyId: kid } : { rejected: 'keyIdMissing' };
}
