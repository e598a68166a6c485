import type { Rejected, RejectionReason } from './rejectionTable.ts';

/** Longest token that is looked at, in characters: Entra's are 1 to 4 kB, with 200 groups 11,358 characters. */
const maxTokenLength = 12 * 1024;
/** The scheme, in any case, and the blank behind it. */
const scheme = /^[ \t]*Bearer(?= |$)/i;
/** RFC 7515, section 7.1: three base64url parts without padding. */
const compactToken = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

function otherThanBearer(given: string): RejectionReason {
  if (given === '') return 'tokenMissing';
  return given.length <= maxTokenLength && compactToken.test(given) ? 'schemeMissing' : 'schemeOther';
}

/** A token with something around it: quotation marks, brackets, the scheme again, the name of a member, an end of a list. */
const wrappedToken = /^(?:[^.]*["'<{[=: ])?[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:[^A-Za-z0-9_.-].*)?$/s;
/** What programs send for a variable that was not filled in. */
const placeholder = /^(?:[$%<{][^.]*|null|undefined|none|true|false|token|(?:your|access)[ _-]?\w*|\[object \w+\])$/i;

/** Why what stands behind the scheme is no token. */
function malformed(given: string): RejectionReason {
  if (given.length > maxTokenLength) return 'tokenMalformed';
  if (placeholder.test(given)) return 'tokenPlaceholder';
  return wrappedToken.test(given) ? 'tokenWrapped' : 'tokenMalformed';
}

/**
 * The token in an `Authorization` header (RFC 6750, section 2.1), in the shape of a compact JWS. No header, an empty one,
 * another scheme and an empty bearer all mean that no token came.
 */
export function bearerToken(authorization: string | null): { readonly token: string } | Rejected {
  const given = authorization ?? '';
  const [head] = scheme.exec(given) ?? [];
  if (head === undefined) return { rejected: otherThanBearer(given.trim()) };
  const [token, ...others] = given
    .slice(head.length)
    .split(/[ \t]+/)
    .filter((part) => part !== '');
  if (token === undefined) return { rejected: 'tokenMissing' };
  if (others.length > 0 || token.length > maxTokenLength || !compactToken.test(token))
    return { rejected: malformed(given.slice(head.length).trim()) };
  return { token };
}
